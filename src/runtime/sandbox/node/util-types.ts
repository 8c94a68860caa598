import util from 'virtual:node/util';

export default util.types;
