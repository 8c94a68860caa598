/** Ends an exhaustive switch: fails to compile where a case is missing, throws where data lied about its type. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
