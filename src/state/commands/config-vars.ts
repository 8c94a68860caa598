import type { ConfigVarId } from '@/lib/ids';
import * as edit from '@/model/edit-project';
import type { ConfigVar } from '@/model/project';
import { editProject } from '@/state/edit-document';
import { deleteSecrets } from '@/state/secrets';

export function addConfigVar(): void {
  editProject({ label: 'Add config variable' }, (project) => edit.addConfigVar(project).project);
}

export function updateConfigVar(
  id: ConfigVarId,
  patch: Partial<Pick<ConfigVar, 'name' | 'testValue'>>,
  gesture?: string,
): void {
  editProject({ label: 'Edit config variable', gesture }, (project) =>
    edit.updateConfigVar(project, id, patch),
  );
}

export function deleteConfigVar(id: ConfigVarId): void {
  const isDeleted = editProject({ label: 'Delete config variable' }, (project) =>
    edit.deleteConfigVar(project, id),
  );
  // An undo brings the connection back, not its secrets: they are no part of the history.
  if (isDeleted) deleteSecrets(id);
}
