/** A source file as text, for the projects that are written. */
declare module '*?raw' {
  const text: string;
  export default text;
}
