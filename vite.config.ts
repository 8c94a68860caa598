import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlinePlugin } from './src/tools/offline-plugin.ts';
import { sandboxPlugin } from './src/tools/sandbox-plugin.ts';

const OAUTH_PAGE = /\/oauth-(callback|answer)\.ts$|\/oauth-callback\.html/;

export default defineConfig({
  base: './',
  plugins: [react(), sandboxPlugin(), offlinePlugin()],
  resolve: { tsconfigPaths: true },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Native light-dark(): what it would be lowered to takes one scheme only, that of the whole page.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    // Each of these browsers preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The second page is where OAuth providers send people back to.
      input: ['index.html', 'oauth-callback.html'],
      output: {
        codeSplitting: {
          // What the first load needs is one file, not seventy: each costs a request, and compresses by itself. The second
          // page has next to nothing to load, and must not start the first.
          groups: [{ name: 'app', tags: ['$initial'], test: (id) => !OAUTH_PAGE.test(id) }],
        },
      },
    },
    chunkSizeWarningLimit: 4_000,
  },
  server: { port: 5173, host: '127.0.0.1' },
});
