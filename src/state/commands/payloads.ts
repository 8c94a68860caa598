import type { PayloadFileShape } from '@/formats/prismatic/payload-file';
import type { PayloadId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import * as edit from '@/model/edit-project';
import type { Flow, Payload } from '@/model/project';
import { currentFlow, editFlow } from '@/state/edit-document';
import { notify } from '@/state/notices';
import { fileNameOf, saveBlob } from '@/state/save-as-file';
import { useSession } from '@/state/session';

/** The payload the flow in view runs with. */
export function chosenPayload(flow: Flow | null = currentFlow()): Payload | null {
  if (flow === null) return null;
  const chosen = useSession.getState().payloadIds[flow.id];
  return flow.payloads.find(({ id }) => id === chosen) ?? flow.payloads[0] ?? null;
}

/** Makes a payload the one that Run sends, in this flow. */
export function choosePayload(id: PayloadId): void {
  const flow = currentFlow();
  if (flow === null) return;
  useSession.setState(({ payloadIds }) => ({ payloadIds: { ...payloadIds, [flow.id]: id } }));
}

/** Adds a payload, from a file's members or empty, and chooses it. */
export function addPayload(from?: Partial<Payload>): void {
  makePayload('Add payload', (flow) => edit.addPayload(flow, from));
}

/** Copies a payload behind the original, and chooses the copy. */
export function duplicatePayload(id: PayloadId): void {
  makePayload('Duplicate payload', (flow) => edit.duplicatePayload(flow, id));
}

/** Changes members of a payload of the open flow; changes of one gesture are one entry of the history. */
export function updatePayload(
  id: PayloadId,
  patch: Partial<Omit<Payload, 'id'>>,
  gesture?: string,
): void {
  editFlow({ label: 'Edit payload', gesture }, (flow) => edit.updatePayload(flow, id, patch));
}

/** Deletes a payload; the last one stays, and a notice says so. */
export function deletePayload(id: PayloadId): void {
  const flow = currentFlow();
  if (flow?.payloads.length === 1) {
    notify({ kind: 'error', text: 'The last payload stays: a run needs one. Add another first.' });
    return;
  }
  editFlow({ label: 'Delete payload' }, (current) => edit.deletePayload(current, id));
}

/** Adds a payload from a file of the platform's command line or editor extension; a refused one is explained. */
export async function importPayloadFile(file: File): Promise<void> {
  const { readPayloadFile } = await import('@/formats/prismatic/payload-file');
  try {
    const read = readPayloadFile(await file.text(), file.name);
    if (read.ok) addPayload(read.value);
    else notify({ kind: 'error', text: read.error.message });
  } catch (error) {
    notify({ kind: 'error', text: `${file.name} could not be read: ${reasonOf(error)}.` });
  }
}

/** Saves a payload as such a file, and says what the file cannot hold of it. */
export async function savePayloadFile(payload: Payload, shape: PayloadFileShape): Promise<void> {
  const { writePayloadFile } = await import('@/formats/prismatic/payload-file');
  const written = writePayloadFile(payload, shape);
  if (!written.ok) {
    notify({ kind: 'error', text: written.error.message });
    return;
  }
  const { text, warnings } = written.value;
  saveBlob(`${fileNameOf(payload.name)}.json`, new Blob([text], { type: 'application/json' }));
  if (warnings.length > 0) {
    notify({
      kind: 'info',
      text: `${payload.name} was saved without ${warnings.join(', ')}: a payload file has no place for it.`,
    });
  }
}

type Made = { flow: Flow; payload: Payload } | null;

function makePayload(label: string, make: (flow: Flow) => Made): void {
  let made: Made = null;
  editFlow({ label }, (flow) => {
    made = make(flow);
    return made?.flow ?? flow;
  });
  // Assigned in the edit, which the compiler does not see.
  const result = made as Made;
  if (result !== null) choosePayload(result.payload.id);
}
