import { setStepCode } from '@/model/edit';
import type { ConnectionKindKey } from '@/kinds/connections';
import type { ConfigPageId, ConfigVarId } from '@/lib/ids';
import * as edit from '@/model/edit-config';
import type { ConfigPage, KeyValue } from '@/model/project';
import { listSecretKeys, withoutValues } from '@/model/secret-inputs';
import { useDocument } from '@/state/document';
import { editProject } from '@/state/edit-document';
import { deleteSecrets, replaceSecrets, setSecret } from '@/state/secrets';
import { useSession } from '@/state/session';

/** Adds a variable on the last page, under the name given or a free one. */
export function addConfigVar(name?: string): void {
  editProject(
    { label: 'Add config variable' },
    (project) => edit.addConfigVar(project, name === undefined ? {} : { name }).project,
  );
}

/** Adds an empty connection of that kind, and shows it. */
export function addConnection(key: ConnectionKindKey): void {
  editProject({ label: 'Add connection' }, (project) => {
    const added = edit.addConnection(project, key);
    useSession.setState({ connectionId: added.configVar.id });
    return added.project;
  });
}

/** Shows a connection in the view of connections. */
export function chooseConnection(id: ConfigVarId): void {
  useSession.setState({ connectionId: id });
}

/** Renames a variable; where code reads it by the old name, offers to change the code too. */
export function renameConfigVar(id: ConfigVarId, name: string): void {
  const { project } = useDocument.getState();
  const from = project?.configVars.find((configVar) => configVar.id === id)?.name;
  if (project === null || from === undefined || from === name) return;
  updateConfigVar(id, { name });
  void offerToChangeReads(from, name);
}

async function offerToChangeReads(from: string, to: string): Promise<void> {
  // The parser of JavaScript is a chunk of its own.
  const { changedReads } = await import('@/model/rename-reads');
  const { project } = useDocument.getState();
  if (project === null || changedReads(project, from, to).length === 0) return;
  useSession.setState({ dialog: { kind: 'rename-reads', from, to } });
}

/** Changes the code of every step that reads a variable by its old name; one step back by undo. */
export async function changeReads(from: string, to: string): Promise<void> {
  const { changedReads } = await import('@/model/rename-reads');
  editProject({ label: 'Change code to the new name' }, (project) => {
    const codes = new Map(
      changedReads(project, from, to).map(({ stepId, after }) => [stepId, after]),
    );
    const flows = project.flows.map((flow) => {
      const changed = flow.steps.filter(({ id }) => codes.has(id));
      return changed.reduce((next, { id }) => setStepCode(next, id, codes.get(id) ?? ''), flow);
    });
    return { ...project, flows };
  });
}

/** Changes members of a variable; changes of one gesture are one entry of the history. */
export function updateConfigVar(
  id: ConfigVarId,
  patch: edit.ConfigVarPatch,
  gesture?: string,
): void {
  editProject({ label: 'Edit config variable', gesture }, (project) =>
    edit.updateConfigVar(project, id, patch),
  );
}

/** Sets an input of a connection: a secret one beside the document, any other in it; of a secret list the names. */
export function setConnectionField(
  id: ConfigVarId,
  field: { readonly key: string; readonly isSecret: boolean },
  value: string | readonly KeyValue[],
  gesture?: string,
): void {
  if (field.isSecret && typeof value === 'string') {
    setSecret(id, field.key, value);
    return;
  }
  const isList = field.isSecret && typeof value !== 'string';
  if (isList) setSecretList(id, field.key, value);
  editProject({ label: 'Edit connection', gesture }, (project) =>
    edit.setConnectionInput(project, id, field.key, isList ? withoutValues(value) : value),
  );
}

function setSecretList(id: ConfigVarId, field: string, list: readonly KeyValue[]): void {
  const keys = listSecretKeys(field, list);
  replaceSecrets(
    id,
    (key) => key.startsWith(`${field}/`),
    list.map(({ value }, at) => [keys[at] ?? '', value]),
  );
}

/** Deletes a variable; of a connection also its secrets, for good. */
export function deleteConfigVar(id: ConfigVarId): void {
  const isDeleted = editProject({ label: 'Delete config variable' }, (project) =>
    edit.deleteConfigVar(project, id),
  );
  // An undo brings the connection back, not its secrets: they are no part of the history.
  if (isDeleted) deleteSecrets(id);
}

/** Moves a variable one place up or down, over the edge of its page to the next. */
export function moveConfigVar(id: ConfigVarId, by: -1 | 1): void {
  editProject({ label: 'Move config variable' }, (project) => edit.moveConfigVar(project, id, by));
}

/** Adds an empty page behind the others. */
export function addConfigPage(): void {
  editProject({ label: 'Add config page' }, edit.addConfigPage);
}

/** Changes a page's name or tagline; changes of one gesture are one entry of the history. */
export function updateConfigPage(
  id: ConfigPageId,
  patch: Partial<Pick<ConfigPage, 'name' | 'tagline'>>,
  gesture?: string,
): void {
  editProject({ label: 'Edit config page', gesture }, (project) =>
    edit.updateConfigPage(project, id, patch),
  );
}

/** Moves a page one place up or down. */
export function moveConfigPage(id: ConfigPageId, by: -1 | 1): void {
  editProject({ label: 'Move config page' }, (project) => edit.moveConfigPage(project, id, by));
}

/** Deletes a page; what stood on it goes to the one beside it. */
export function deleteConfigPage(id: ConfigPageId): void {
  editProject({ label: 'Delete config page' }, (project) => edit.deleteConfigPage(project, id));
}
