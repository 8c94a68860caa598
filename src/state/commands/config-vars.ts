import type { ConfigVarId } from '@/lib/ids';
import * as edit from '@/model/edit-config';
import { editProject } from '@/state/edit-document';
import { deleteSecrets } from '@/state/secrets';

export function addConfigVar(name?: string): void {
  editProject(
    { label: 'Add config variable' },
    (project) => edit.addConfigVar(project, name === undefined ? {} : { name }).project,
  );
}

export function updateConfigVar(
  id: ConfigVarId,
  patch: edit.ConfigVarPatch,
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
