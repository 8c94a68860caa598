import { Buffer } from 'buffer';
import port from 'string_decoder/';

/** The port's, with the error that Node has for an encoding it does not know. */
class StringDecoder extends port.StringDecoder {
  constructor(encoding?: string) {
    if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
      throw Object.assign(new TypeError(`Unknown encoding: ${encoding}`), {
        code: 'ERR_UNKNOWN_ENCODING',
      });
    }
    super(encoding);
  }
}

export default { StringDecoder };
