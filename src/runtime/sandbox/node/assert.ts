import port from 'assert/';

export default port;
