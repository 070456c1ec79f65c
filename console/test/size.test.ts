import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Files } from '../src/first';
import { LANGUAGES } from '../src/messages/names';
import { SCREENS as DESK_SCREENS } from '../src/screens/operator/screens';
import { SCREENS } from '../src/screens/shell/screens';

/** The most that a first load of a screen may take: script and style, as browsers get them. */
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
  const size = sizes.get(file) ?? readFileSync(new URL(`${file}.br`, dist)).length;
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

/** The requests of a browser that has six connections to one host, until the first of them are used twice. */
const SOON = 12;

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
  const inline = brotliCompressSync(
    scriptsOfThePage()
      .map(({ text }) => text)
      .join('\n'),
  ).length;
  const table = screens.map(screen => {
    const each = languages.map(language =>
      [...firstLoad(manifest, screen, language)].reduce(
        (total, file) => total + sizeOf(file),
        inline,
      ),
    );
    return { screen, bytes: Math.max(...each) };
  });
  for (const { screen, bytes } of table) {
    process.stdout.write(`${String(bytes).padStart(6)} bytes  ${screen}\n`);
  }
  expect(table.filter(({ bytes }) => bytes > BUDGET)).toEqual([]);
});

/** Returns the attributes and the text of each script of the page. */
function scriptsOfThePage(): { readonly attributes: string; readonly text: string }[] {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  return [...page.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].map(
    ([, attributes = '', text = '']) => ({ attributes, text }),
  );
}

/** Returns what the page's own script may ask for: the files of each screen and language. */
function filesOfThePage(): Files {
  const data = scriptsOfThePage().find(each => each.attributes.includes('id="files"'));
  return JSON.parse(data?.text ?? '{}');
}

test('a first load asks for all of its files at once, and for few enough of them', () => {
  const { manifest } = built();
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  const program = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file]) => file ?? '');
  expect([...needs(manifest, 'index.html')].sort()).toEqual([...new Set(program)].sort());
  const { screens, messages } = filesOfThePage();
  expect(screens.map(([pattern]) => pattern)).toEqual(
    [...SCREENS, ...DESK_SCREENS].map(([pattern]) => pattern),
  );
  const isScreen = (name: string) => name.startsWith('src/screens/') && name !== DESK;
  for (const [pattern, files, part] of screens) {
    const asked = files.map(file => file.slice(1));
    const own = Object.keys(manifest).filter(
      name => isScreen(name) && asked.includes(manifest[name]?.file ?? ''),
    );
    expect(own.length, pattern).toBe(1);
    const wanted = needs(manifest, own[0] ?? '');
    if (pattern.startsWith('/operator')) {
      needs(manifest, DESK, wanted);
    }
    const rest = [...wanted].filter(file => !program.includes(file));
    expect(rest.sort(), pattern).toEqual(asked.sort());
    // The tokens, the configuration and the issuer's document are three more, and so are one or two for messages.
    const requests = new Set(program).size + asked.length + (part == null ? 1 : 2) + 3;
    expect(requests, pattern).toBeLessThanOrEqual(SOON);
  }
  for (const [part, files] of Object.entries(messages)) {
    expect(Object.keys(files).sort(), part).toEqual(Object.keys(LANGUAGES).sort());
  }
});

test("the page's only inline script is the one that the guards of a stack allow", () => {
  const inline = scriptsOfThePage().filter(({ attributes }) => attributes === '');
  expect(inline.length).toBe(1);
  const hash = createHash('sha256')
    .update(inline[0]?.text ?? '')
    .digest('base64');
  const template = readFileSync(new URL('../../template.yaml', import.meta.url), 'utf8');
  expect(template.match(/script-src [^;]*/)?.[0]).toBe(`script-src 'self' 'sha256-${hash}'`);
});

test('the page has no inline style or handler and names no other host', () => {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  const markup = page.replaceAll(/(<script[^>]*>).*?<\/script>/gs, '$1');
  expect(markup).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(markup).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
