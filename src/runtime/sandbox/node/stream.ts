import port from 'readable-stream';

export default port;
