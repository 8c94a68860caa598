import port from 'querystring-es3';

export default port;
