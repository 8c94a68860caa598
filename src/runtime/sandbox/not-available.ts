/** Thrown where code asks for something that this runtime does not have; the message says what to do. */
export class NotAvailableError extends Error {
  override readonly name = 'NotAvailableError';
  readonly code = 'CC-NOT-AVAILABLE';
  constructor(what: string, advice: string) {
    super(`${what} is not available here. ${advice}`);
  }
}
