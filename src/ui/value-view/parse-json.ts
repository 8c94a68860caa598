/** Parses UTF-8 bytes as JSON; throws a SyntaxError where they are none. */
export function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
