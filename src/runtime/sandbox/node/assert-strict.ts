import assert from 'virtual:node/assert';

export default assert.strict;
