import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running media-app. */
const backend = process.env['CHATTYCAT_DEV_BACKEND'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    // The content security policy allows files of our own origin only: no data: URLs.
    assetsInlineLimit: 0,
    // The preload polyfill would be an inline script.
    modulePreload: { polyfill: false },
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
  },
  server: {
    proxy: {
      '/api': backend,
      '/graphql': { target: backend, ws: true },
      '/call': { target: backend, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    // A loaded build machine is no reason to fail.
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
