/** A string that names one kind of thing and cannot be mistaken for another's. */
export type Id<Brand extends string> = string & { readonly __id: Brand };

export type ProjectId = Id<'project'>;
export type FlowId = Id<'flow'>;
export type StepId = Id<'step'>;
export type BranchId = Id<'branch'>;
export type EdgeId = Id<'edge'>;
export type PayloadId = Id<'payload'>;
export type ConfigVarId = Id<'configVar'>;
export type ConfigPageId = Id<'configPage'>;
export type RunId = Id<'run'>;
export type MockRuleId = Id<'mockRule'>;
export type NetworkCallId = Id<'networkCall'>;

/** A new random id of 16 hex digits. `getRandomValues` and not `randomUUID`: the page may be served without https. */
export function newId<T extends Id<string>>(): T {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // The brand exists only in the type system.
  return text as T;
}
