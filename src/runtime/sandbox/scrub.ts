/**
 * Hygiene, not the boundary: the boundary is the opaque origin and the inherited policy. What goes here has no use
 * without a network or storage and would only fail in a way that explains nothing.
 */
const REMOVED = [
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'importScripts',
  'indexedDB',
  'IDBFactory',
  'caches',
  'CacheStorage',
  'Notification',
  'FontFace',
  'FontFaceSet',
  'fonts',
  'postMessage',
  'close',
  'onmessage',
  'onmessageerror',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'WebTransport',
  'WebSocketStream',
  'RTCDataChannel',
  'RTCRtpScriptTransformer',
  'cookieStore',
  'CookieStore',
  'storageBuckets',
  'FileSystemHandle',
  'fetchLater',
  'ReportingObserver',
  'trustedTypes',
  'OffscreenCanvas',
  'createImageBitmap',
  'navigator',
  'WorkerNavigator',
  'SyncAccessHandle',
  'FileReaderSync',
  'origin',
] as const;

/** Takes away what code must not have and no content security policy forbids. Called once, before any user code. */
export function scrubGlobals(): void {
  for (const name of REMOVED) {
    // A name may stand on the global itself or anywhere on its chain of prototypes.
    for (
      let holder: object | null = globalThis;
      holder !== null && holder !== Object.prototype;
      holder = Reflect.getPrototypeOf(holder)
    ) {
      if (Object.hasOwn(holder, name)) Reflect.deleteProperty(holder, name);
    }
    if (name in globalThis) {
      Reflect.defineProperty(globalThis, name, { value: undefined, configurable: false });
    }
  }
}
