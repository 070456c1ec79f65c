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

const sizeOf = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

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

test('the first load of each screen in each language is at most 60 KB compressed', () => {
  expect(existsSync(manifestFile), 'run npm run build').toBe(true);
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const lazy = (folder: string) => Object.keys(manifest).filter(name => name.startsWith(folder));
  const desk = 'src/screens/operator/desk.tsx';
  const screens = lazy('src/screens/').filter(screen => screen !== desk);
  const languages = lazy('src/messages/').filter(name => name.endsWith('/index.ts'));
  expect(screens.length).toBeGreaterThan(0);
  expect(languages.length).toBe(5);
  const table = screens.map(screen => {
    const sizes = languages.map(language => {
      const files = needs(manifest, 'index.html');
      needs(manifest, 'src/main.tsx', files);
      needs(manifest, screen, files);
      needs(manifest, language, files);
      if (screen.startsWith('src/screens/operator/')) {
        needs(manifest, desk, files);
        needs(manifest, language.replace('index.ts', 'operator.ts'), files);
      }
      return [...files].reduce((total, file) => total + sizeOf(file), 0);
    });
    return { screen, bytes: Math.max(...sizes) };
  });
  for (const { screen, bytes } of table) {
    process.stdout.write(`${String(bytes).padStart(6)} bytes  ${screen}\n`);
  }
  expect(table.filter(({ bytes }) => bytes > BUDGET)).toEqual([]);
});

test('the page has no inline script or style and names no other host', () => {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  expect([...page.matchAll(/<script(?![^>]*\ssrc=)/g)]).toEqual([]);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
