import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const MODULE_PREFIX = 'virtual:sandbox-module/';
const NPM_PREFIX = 'npm/';
const NONCE = 'code-connector-development';

/** The editor's own policy. No 'unsafe-eval': user code never runs in this page. */
export const APP_CSP =
  "default-src 'self'; script-src 'self'; worker-src 'self' blob:; frame-src 'self'; connect-src 'self' https: http:; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'";

/** The policy of the sandbox's two frames, inherited by its workers. */
export function sandboxCsp(outerHash: string, brokerHash: string): string {
  return `default-src 'none'; script-src '${outerHash}' '${brokerHash}' 'unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'`;
}

/** Required by built-in modules from each other, so that an emitter is the same emitter everywhere. */
const SHARED = [
  'buffer',
  'events',
  'string_decoder',
  'virtual:node/assert',
  'virtual:node/stream',
  'virtual:node/timers/promises',
  'virtual:node/util',
];

/**
 * Builds what runs in the sandbox into text: sandbox.html with its scripts and hashes, and the modules that user code
 * may require. The same text in development and in production.
 */
export function sandboxPlugin(): Plugin {
  let isServing = false;
  let page: Promise<string> | null = null;
  return {
    name: 'code-connector-sandbox',
    // React's preamble is inline, in development only.
    config: (_config, { command }) => (command === 'serve' ? { html: { cspNonce: NONCE } } : {}),
    configResolved(config) {
      isServing = config.command === 'serve';
    },
    resolveId(id) {
      return id.startsWith(MODULE_PREFIX) ? `\0${id}` : null;
    },
    async load(id) {
      if (!id.startsWith(`\0${MODULE_PREFIX}`)) return null;
      const name = id.slice(MODULE_PREFIX.length + 1);
      const source = name.startsWith(NPM_PREFIX)
        ? await bundlePackage(name.slice(NPM_PREFIX.length))
        : await bundle(`runtime/sandbox/node/${name}.ts`, 'cjs', { external: SHARED });
      return `export default ${JSON.stringify(source)};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/sandbox.html') {
          next();
          return;
        }
        sandboxPage().then(
          (html) => {
            response.setHeader('Content-Type', 'text/html; charset=utf-8');
            response.end(html);
          },
          (error: unknown) => {
            next(error);
          },
        );
      });
      server.watcher.on('change', (file) => {
        if (file.includes('/runtime/') || file.includes('/plan/')) page = null;
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'sandbox.html', source: await sandboxPage() });
    },
    transformIndexHtml() {
      const content = isServing
        ? APP_CSP.replace("script-src 'self'", `script-src 'self' 'nonce-${NONCE}'`).replace(
            "connect-src 'self'",
            "connect-src 'self' ws:",
          )
        : APP_CSP;
      return [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content },
          injectTo: 'head-prepend',
        },
      ];
    },
  };

  function sandboxPage(): Promise<string> {
    page ??= makeSandboxPage();
    return page;
  }
}

/**
 * The text of sandbox.html. With `keepsGlobals` nothing is removed from the workers: the tests ask for that, to see that
 * the boundary holds by itself; the build never does, and its text has no such switch.
 */
export async function makeSandboxPage({ keepsGlobals = false } = {}): Promise<string> {
  const guest = await bundle('runtime/sandbox/guest.ts', 'iife', {
    defines: { KEEPS_GLOBALS: String(keepsGlobals) },
  });
  const broker = await bundle('runtime/frames/broker.ts', 'iife', {
    texts: { GUEST_SOURCE: inScript(guest) },
  });
  const outer = await bundle('runtime/frames/outer-frame.ts', 'iife', {
    texts: { BROKER_SOURCE: inScript(broker) },
  });
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${sandboxCsp(hashOf(outer), hashOf(broker))}">`,
    '<title>code sandbox</title>',
    '</head>',
    `<body><script>${outer}</script></body>`,
    '</html>',
    '',
  ].join('\n');
}

/** A text as a literal that cannot end the script element it stands in. */
function inScript(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

interface BundleOptions {
  /** Put in after minifying, by the names that stand for them. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Put in before it, so that what they make impossible is left out. */
  readonly defines?: Readonly<Record<string, string>>;
  readonly external?: string[];
}

async function bundle(
  entry: string,
  format: 'iife' | 'cjs',
  { texts = {}, defines = {}, external = [] }: BundleOptions = {},
): Promise<string> {
  const build = await rolldown({
    input: `${SOURCE}${entry}`,
    external,
    platform: 'browser',
    resolve: {
      alias: {
        '@': SOURCE.replace(/\/$/, ''),
        // The package, where rolldown would see Node's own module.
        'util/': fileURLToPath(new URL('../../node_modules/util/util.js', import.meta.url)),
        'url/': fileURLToPath(new URL('../../node_modules/url/url.js', import.meta.url)),
        'assert/': fileURLToPath(
          new URL('../../node_modules/assert/build/assert.js', import.meta.url),
        ),
        'events/': fileURLToPath(new URL('../../node_modules/events/events.js', import.meta.url)),
        'string_decoder/': fileURLToPath(
          new URL('../../node_modules/string_decoder/lib/string_decoder.js', import.meta.url),
        ),
        ...(external.length === 0
          ? {
              buffer: fileURLToPath(new URL('../../node_modules/buffer/index.js', import.meta.url)),
            }
          : {}),
      },
    },
    transform: { define: { 'process.env.NODE_DEBUG': '""', ...defines } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format, minify: true, exports: 'auto' });
  await build.close();
  // Strict, or V8 hands our functions to user code by way of Error.prepareStackTrace.
  const code = output[0].code.trim().replaceAll('virtual:node/', 'node:');
  return `"use strict";${fillIn(code, texts)}`;
}

/** An npm package as one self-contained CommonJS text, whose exports are what `require` of it gives. */
async function bundlePackage(name: string): Promise<string> {
  const entry = '\0package-entry';
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'package-entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? { code: `module.exports = require(${JSON.stringify(name)});` } : null,
      },
    ],
    cwd: SOURCE,
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'cjs', minify: true, exports: 'auto' });
  await build.close();
  return output[0].code.trim();
}

/** Long texts are put in for the free names that stand for them after minifying, where no tool can change them. */
function fillIn(code: string, texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).reduce((filled, [name, literal]) => {
    const parts = filled.split(name);
    if (parts.length !== 2) throw new Error(`${name} must be used once in the sandbox's sources.`);
    return parts.join(literal);
  }, code);
}
