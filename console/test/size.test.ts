import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** The most that a first load of a screen may take: script and style, compressed. */
const BUDGET = 60 * 1024;

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly isEntry?: boolean;
}

const dist = new URL('../dist/', import.meta.url);

const sizes = new Map<string, number>();

/** Returns the compressed bytes of a file, which is in many first loads. */
function sizeOf(file: string): number {
  const size = sizes.get(file) ?? gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  sizes.set(file, size);
  return size;
}

/** Returns the files that a chunk needs before it runs. */
function needs(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()) {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(chunk.file)) {
    return seen;
  }
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) {
    seen.add(style);
  }
  for (const other of chunk.imports ?? []) {
    needs(manifest, other, seen);
  }
  return seen;
}

const manifestFile = new URL('.vite/manifest.json', dist);
const DESK = 'src/screens/operator/desk.tsx';

/** The connections that a browser has to one host without HTTP/2. */
const CONNECTIONS = 6;

/** Returns the chunks of the build, and which of them are screens and languages. */
function built() {
  expect(existsSync(manifestFile), 'run npm run build').toBe(true);
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const lazy = (folder: string) => Object.keys(manifest).filter(name => name.startsWith(folder));
  const screens = lazy('src/screens/').filter(screen => screen !== DESK);
  const languages = lazy('src/messages/').filter(name => name.endsWith('/index.ts'));
  expect(screens.length).toBeGreaterThan(0);
  expect(languages.length).toBe(5);
  return { manifest, screens, languages };
}

/** Returns all files of a screen's first load. */
function firstLoad(manifest: Record<string, Chunk>, screen: string, language: string) {
  const files = needs(manifest, 'index.html');
  needs(manifest, 'src/main.tsx', files);
  needs(manifest, screen, files);
  needs(manifest, language, files);
  const [, folder] = /^src\/screens\/(\w+)\//.exec(screen) ?? [];
  if (folder === 'operator') {
    needs(manifest, DESK, files);
  }
  needs(manifest, language.replace('index.ts', `${folder}.ts`), files);
  return files;
}

test('the first load of each screen in each language is at most 60 KB compressed', () => {
  const { manifest, screens, languages } = built();
  const table = screens.map(screen => {
    const each = languages.map(language =>
      [...firstLoad(manifest, screen, language)].reduce((total, file) => total + sizeOf(file), 0),
    );
    return { screen, bytes: Math.max(...each) };
  });
  for (const { screen, bytes } of table) {
    process.stdout.write(`${String(bytes).padStart(6)} bytes  ${screen}\n`);
  }
  expect(table.filter(({ bytes }) => bytes > BUDGET)).toEqual([]);
});

test('no file of a first load waits for a connection that another one takes', () => {
  const { manifest, screens } = built();
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  const asked = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(asked.length).toBeLessThanOrEqual(CONNECTIONS);
  // The token and the issuer's document are asked for together with the rest.
  const most = CONNECTIONS - 2;
  const waiting = screens.flatMap(screen => {
    const files = firstLoad(manifest, screen, 'src/messages/en/index.ts');
    const rest = [...files].filter(file => !asked.includes(file));
    return rest.length > most ? [{ screen, rest }] : [];
  });
  expect(waiting).toEqual([]);
  expect([...needs(manifest, 'src/main.tsx')].filter(file => !asked.includes(file))).toEqual([]);
});

test('the page has no inline script or style and names no other host', () => {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  expect([...page.matchAll(/<script(?![^>]*\ssrc=)/g)]).toEqual([]);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
