/** The open step: its name, code, input, output and settings. */
export function StepPanel() {
  return <section aria-label="Step" />;
}
