import promises from 'virtual:node/timers/promises';

// Read when the module is first required: what the worker was given, or what a step put in its place.
const timers = {
  setTimeout,
  // The engine's own work on the global only.
  clearTimeout: clearTimeout.bind(globalThis),
  setInterval,
  clearInterval: clearInterval.bind(globalThis),
  setImmediate: Reflect.get(globalThis, 'setImmediate') as unknown,
  clearImmediate: Reflect.get(globalThis, 'clearImmediate') as unknown,
  promises,
};

export default timers;
