// The ports of Node's modules that carry no types of their own. A trailing slash asks for the package and not for
// the built-in of the same name.
declare module 'url/' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'util/' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'querystring-es3' {
  const port: Record<string, unknown>;
  export default port;
}
