import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Not `tsconfigPaths`: test files are outside tsconfig.json, whose paths then do not apply to them.
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    pool: 'threads',
    // Left to itself it leaves a processor to others, of two.
    maxWorkers: '100%',
  },
});
