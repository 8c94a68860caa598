import port, { type Readable } from 'readable-stream';

function toWeb(stream: Readable): ReadableStream<unknown> {
  const parts = stream[Symbol.asyncIterator]();
  return new ReadableStream<unknown>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      stream.destroy();
    },
  });
}

function fromWeb(web: ReadableStream<unknown>, options: object = {}): Readable {
  const read = async function* () {
    const reader = web.getReader();
    try {
      for (;;) {
        // One after the other by its meaning.
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      reader.releaseLock();
    }
  };
  return port.Readable.from(read(), { objectMode: false, ...options });
}

// The port leaves these to Node.
port.Readable.toWeb = toWeb;
port.Readable.fromWeb = fromWeb;

/** The module is the old Stream with the new ones as its members, as in Node; the port's is Readable. */
const stream = port.Stream;
for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(port))) {
  // Bundles put `default` in front of the module itself.
  if (name !== 'default' && !Object.hasOwn(stream, name))
    Reflect.defineProperty(stream, name, member);
}
Reflect.defineProperty(stream, 'Stream', {
  value: stream,
  configurable: true,
  writable: true,
  enumerable: true,
});

export default stream;
