import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlinePlugin } from './src/tools/offline-plugin.ts';
import { sandboxPlugin } from './src/tools/sandbox-plugin.ts';

export default defineConfig({
  base: './',
  plugins: [react(), sandboxPlugin(), offlinePlugin()],
  resolve: { tsconfigPaths: true },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 4_000 },
  server: { port: 5173, host: '127.0.0.1' },
});
