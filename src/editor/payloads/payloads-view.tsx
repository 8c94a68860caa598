/** The payloads of the flow in view and the editor of the chosen one. */
export function PayloadsView() {
  return <section aria-label="Payload" />;
}
