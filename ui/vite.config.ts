/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds `desk serve`, which answers the commands. */
const DESK_SERVE = process.env.DESK_SERVE ?? 'http://127.0.0.1:4280';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: {
    alias: {
      $lib: fileURLToPath(new URL('src/lib', import.meta.url)),
      $test: fileURLToPath(new URL('test', import.meta.url)),
    },
  },
  // Relative addresses: the same files are opened by the desktop window and served by `desk serve`.
  base: './',
  build: {
    // The oldest webviews we ship to: macOS 12's WKWebView, and WebView2 and WebKitGTK of the same time.
    target: ['safari15', 'chrome111'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5317,
    strictPort: true,
    // The icon is shared with the desktop shell.
    fs: { allow: ['.', '../icons'] },
    proxy: { '/rpc': DESK_SERVE, '/session': DESK_SERVE, '/events': DESK_SERVE },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['test/setup.ts'],
    // Style sheets are read by tests too; by default they come out empty.
    css: true,
    // A test fails for what is wrong and not because the machine has more to do; see `test/setup.ts` too.
    testTimeout: 30_000,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // The pseudo languages and the calendar are compared as text, so the machine's own zone and language must not show.
    env: { TZ: 'UTC' },
  },
});
