import stream from 'virtual:node/stream';

export default stream.promises;
