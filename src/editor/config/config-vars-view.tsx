/** The config variables of the project: names and the values tests use. */
export function ConfigVarsView() {
  return <section aria-label="Config variables" />;
}
