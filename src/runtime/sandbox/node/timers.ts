import promises from 'virtual:node/timers/promises';

// Read when the module is first required: what the worker was given, or what a step put in its place.
const timers = {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate: Reflect.get(globalThis, 'setImmediate') as unknown,
  clearImmediate: Reflect.get(globalThis, 'clearImmediate') as unknown,
  promises,
};

export default timers;
