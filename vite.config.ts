import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlinePlugin } from './src/tools/offline-plugin.ts';
import { sandboxPlugin } from './src/tools/sandbox-plugin.ts';

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
    // The second page is where OAuth providers send people back to.
    rolldownOptions: { input: ['index.html', 'oauth-callback.html'] },
    chunkSizeWarningLimit: 4_000,
  },
  server: { port: 5173, host: '127.0.0.1' },
});
