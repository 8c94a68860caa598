// The ports of Node's modules that carry no types of their own. A trailing slash asks for the package and not for
// the built-in of the same name; `virtual:node/` is another module of this folder, required when the code runs.
declare module 'url/' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'util/' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'assert/' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'assert/build/internal/util/comparisons' {
  export const isDeepStrictEqual: (one: unknown, other: unknown) => boolean;
}
declare module 'events/' {
  const port: { new (): object; readonly prototype: object; readonly [name: string]: unknown };
  export default port;
}
declare module 'string_decoder/' {
  const port: { readonly StringDecoder: new (encoding?: string) => object };
  export default port;
}
declare module 'path-browserify' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'readable-stream' {
  interface Readable extends AsyncIterable<unknown> {
    destroy(error?: Error): unknown;
  }
  const port: {
    readonly Readable: {
      from(source: AsyncIterable<unknown>, options?: object): Readable;
      toWeb?: unknown;
      fromWeb?: unknown;
    };
    readonly Stream: object;
  };
  export default port;
  export type { Readable };
}
declare module 'querystring-es3' {
  const port: Record<string, unknown>;
  export default port;
}
declare module 'virtual:node/assert' {
  const assert: Record<string, unknown>;
  export default assert;
}
declare module 'virtual:node/util' {
  const util: Record<string, unknown>;
  export default util;
}
declare module 'virtual:node/timers/promises' {
  const promises: Record<string, unknown>;
  export default promises;
}
declare module 'virtual:node/stream' {
  type Done = (error?: Error | null, data?: unknown) => void;
  class Transform {
    constructor(options?: object);
    push(chunk: unknown): boolean;
    on(name: string, listener: (...args: unknown[]) => void): this;
    end(): void;
    destroy(error?: Error): this;
  }
  const stream: { readonly Transform: typeof Transform; readonly promises: unknown };
  export default stream;
  export type { Done, Transform };
}
