import port from 'string_decoder/';

export default port;
