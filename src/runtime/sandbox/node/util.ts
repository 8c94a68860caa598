import port from 'util/';

const nodeUtil = { ...port, TextEncoder, TextDecoder };

export default nodeUtil;
