import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running media-app. */
const backend = process.env['CHATTYCAT_DEV_BACKEND'] ?? 'http://localhost:8080';

/** Modules that the clock page needs. */
const ofClockPage = /[\\/](?:clock\.html|src[\\/](?:clock|clock-code|ui[\\/]wake-lock)|lean-qr)\b/;

/** Writes `name.br` and `name.gz` beside each file that compression makes smaller. The server sends them as they are. */
function precompressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const compressible = /\.(html|js|css|svg|json|wasm|webmanifest)$/;
  return {
    name: 'precompressed',
    apply: 'build',
    async writeBundle({ dir = '.' }) {
      for (const name of await readdir(dir, { recursive: true })) {
        if (!compressible.test(name)) continue;
        const file = path.join(dir, name);
        const content = await readFile(file);
        const versions = {
          br: await brotli(content, {
            params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
          }),
          gz: await promisify(gzip)(content, { level: 9 }),
        };
        for (const [ending, version] of Object.entries(versions)) {
          if (version.length < content.length) await writeFile(`${file}.${ending}`, version);
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), precompressed()],
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    // The content security policy allows files of our own origin only: no data: URLs.
    assetsInlineLimit: 0,
    // The preload polyfill would be an inline script.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The clock is a page of its own, so that phones load nothing of the call.
      input: ['index.html', 'clock.html'],
      output: {
        codeSplitting: {
          // Each file costs a request and more than 1 kB of headers, so there are few.
          groups: [
            { name: 'qr-code', test: /[\\/](?:lean-qr|clock-code[\\/](?:modules|clock-text))\b/ },
            { name: 'start', tags: ['$initial'], test: (module) => !ofClockPage.test(module) },
            {
              name: 'common',
              test: (module) =>
                /[\\/](?:src[\\/]ui|lucide-react)[\\/]/.test(module) && !ofClockPage.test(module),
              minShareCount: 2,
            },
          ],
        },
      },
    },
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
  },
  server: {
    proxy: {
      '/api': backend,
      '/lab/jobs': backend,
      '/graphql': { target: backend, ws: true },
      '/call': { target: backend, ws: true },
      '/clock/socket': { target: backend, ws: true },
      '/clock/poll': backend,
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
