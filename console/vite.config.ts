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

/** What nearly every screen uses. One file costs less than ten that are asked for at the same time. */
const SHARED =
  /node_modules|\/src\/(?:app\.ts|auth\/(?:roles|config)\.ts|screens\/shell\/(?:banners|broken|frame|lazy|lost|places|settings|waiting)\.tsx?|preferences\.ts|messages\/index\.ts|api\/(?!upload|put|download|start-download|save)|widgets\/(?!downloads|save|file-picker|secret|copy))/;

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
          groups: [{ name: 'shared', test: SHARED }],
        },
      },
    },
  },
  server: { port: 5173, proxy: fromTheServer },
  test: { include: ['src/**/*.test.ts', 'test/*.test.ts'], environment: 'node' },
});
