import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.KEYSHELF ?? 'http://localhost:3000';
const fromTheServer = Object.fromEntries(
  ['/v1', '/d', '/issuer', '/config.json'].map(path => [path, { target: server, xfwd: true }]),
);

/** Writes each script and style with Brotli too, beside itself. The server sends it where it is accepted. */
const brotli = {
  name: 'brotli',
  writeBundle({ dir = 'dist' }: { readonly dir?: string }) {
    const assets = join(dir, 'assets');
    for (const name of readdirSync(assets).filter(each => /\.(js|css)$/.test(each))) {
      const file = join(assets, name);
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    }
  },
};

/** Lets the browser ask for the program together with the small script that begins everything else. */
const preloads: Plugin = {
  name: 'preloads',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {} }) {
      const chunks = Object.values(bundle).flatMap(each => (each.type === 'chunk' ? [each] : []));
      const main = chunks.find(each => each.facadeModuleId?.endsWith('/src/main.tsx'));
      const entries = chunks.filter(each => each.isEntry).map(each => each.fileName);
      return [main?.fileName ?? [], ...(main?.imports ?? [])]
        .flat()
        .filter(file => !entries.includes(file))
        .map(file => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }));
    },
  },
};

/** Returns an expression for the paths of some modules below `src`. */
const under = (...modules: readonly string[]) =>
  new RegExp(`/src/(?:${modules.join('|')})\\.tsx?$`);

/**
 * What nearly every screen uses, and small things that some use. A browser has six connections to a host without
 * HTTP/2, so a seventh file of a first load would wait for a round trip.
 */
const SHARED = [
  /node_modules/,
  under(
    'app|preferences|messages/(?:index|apart|invoices|webhooks)|auth/(?:roles|config)',
    'api/(?!upload|put|download|start-download|save).*',
    'widgets/(?!downloads|save|file-picker|secret).*',
    'screens/shell/(?:banners|broken|frame|lazy|lost|other-desk|places|settings|waiting)',
    'screens/(?:support|software)/kinds',
    'screens/support/(?:attached|decision|detail|note-form|note-list|notes)',
    'screens/activity/range',
    'screens/cancellations/(?:ask-support|why-not)',
    'screens/orders/window',
  ),
];

/** What belongs together because it is asked for together. */
const GROUPS = [
  { name: 'shared', test: (id: string) => SHARED.some(each => each.test(id)) },
  {
    name: 'records',
    test: under('screens/activity/(?:names|operations|record|record-table|slice)'),
  },
  {
    name: 'downloads',
    test: under('api/download', 'widgets/(?:downloads|save)', 'screens/invoices/months'),
  },
  {
    name: 'desk',
    test: under(
      'messages/operator',
      'screens/operator/(?:change-.*|desk|paths|rows|since|stock-changes)',
    ),
  },
];

export default defineConfig({
  base: '/',
  plugins: [brotli, preloads],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Not among the assets, which browsers keep for ever: its name has no hash.
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: GROUPS,
        },
      },
    },
  },
  server: { port: 5173, proxy: fromTheServer },
  test: { include: ['src/**/*.test.ts', 'test/*.test.ts'], environment: 'node' },
});
