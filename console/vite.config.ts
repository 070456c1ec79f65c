import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';
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

/** Returns the addresses of a chunk and of the chunks that it needs before it runs. */
function filesOf(
  chunks: readonly Rolldown.OutputChunk[],
  what: string,
  isWanted: (chunk: Rolldown.OutputChunk) => boolean,
): string[] {
  const files = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk !== undefined && !files.has(chunk.fileName)) {
      files.add(chunk.fileName);
      for (const file of chunk.imports) {
        add(chunks.find(each => each.fileName === file));
      }
    }
  };
  add(chunks.find(isWanted));
  if (files.size === 0) {
    throw new Error(`${what} has no file of its own`);
  }
  return [...files].map(file => `/${file}`);
}

/** How a source file loads a screen: with a part of the messages, or without. */
const LOADS = /(?:speaking\('(\w+)', )?\(\) => import\('([^']+)'\)\)?/.source;

/** Returns the screens that a source file lists, each with the module that it loads and the part of messages. */
function screensIn(folder: string): [pattern: string, module: string, part: string | undefined][] {
  const source = readFileSync(join('src/screens', folder, 'screens.ts'), 'utf8');
  // Screens that share a load name it.
  const shared = source.matchAll(new RegExp(`const (\\w+) = (${LOADS});`, 'g'));
  const named = Object.fromEntries([...shared].map(([, name, load]) => [name, load]));
  const listed = source.replaceAll(/, ([A-Z]+)\]/g, (_, name) => `, ${named[name]}]`);
  const screens = listed.matchAll(new RegExp(`\\['(/[^']*)', ${LOADS}\\]`, 'g'));
  return [...screens].map(([, pattern = '', part, module = '']) => [
    pattern,
    posix.join('screens', folder, module),
    part,
  ]);
}

/** Where the page has the script. A style sheet before it would let it wait. */
const FIRST = '<!-- first -->';

/**
 * Puts the script that begins everything else into the page, with the files of each screen and language. The guards of
 * the page allow it by its hash, so it is the same for all builds until its own source changes.
 */
const first: Plugin = {
  name: 'first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    async handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).flatMap(each => (each.type === 'chunk' ? [each] : []));
      const program = filesOf(chunks, 'the page', chunk => chunk.isEntry);
      const own = (module: string) =>
        filesOf(chunks, module, ({ moduleIds }) =>
          moduleIds.some(id => id.replace(/(?:\/index)?\.tsx?$/, '').endsWith(`/src/${module}`)),
        ).filter(file => !program.includes(file));
      const desk = own('screens/operator/desk');
      const screens = [
        ...screensIn('shell').map(([pattern, module, part]) => [pattern, own(module), part]),
        ...screensIn('operator').map(([pattern, module]) => [
          pattern,
          [...new Set([...desk, ...own(module)])],
          'operator',
        ]),
      ];
      const parts = ['', ...new Set(screens.flatMap(([, , part]) => part ?? []))];
      const messages = Object.fromEntries(
        parts.map(part => [
          part,
          Object.fromEntries(
            LANGUAGES.map(language => [language, own(posix.join('messages', language, `${part}`))]),
          ),
        ]),
      );
      const files = JSON.stringify({ screens, messages });
      const scripts =
        `<script type="application/json" id="files">${files}</script>\n` +
        `    <script>${await scriptOf('src/first.ts')}</script>`;
      return html.replace(FIRST, () => scripts);
    },
  },
};

const LANGUAGES = readdirSync('src/messages', { withFileTypes: true })
  .filter(each => each.isDirectory())
  .map(each => each.name)
  .sort();

/** Returns a source file and all that it imports as one script. */
async function scriptOf(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'first' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code.trim() ?? '';
}

/** Returns an expression for the paths of some modules below `src`. */
const under = (...modules: readonly string[]) =>
  new RegExp(`/src/(?:${modules.join('|')})\\.tsx?$`);

/**
 * What nearly every screen uses, and small things that some use. A browser has six connections to a host without
 * HTTP/2, so a seventh file of a first load would wait for a round trip.
 */
const SHARED = [
  /node_modules|vite\/preload-helper/,
  under(
    'app|paths|preferences|stored|messages/(?:index|names|languages|apart|invoices|webhooks)|auth/.*',
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
  plugins: [brotli, first],
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
