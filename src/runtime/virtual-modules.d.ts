/** Texts made by the sandbox plugin. */
declare module 'virtual:sandbox-module/*' {
  const source: string;
  export default source;
}
