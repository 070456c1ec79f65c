import { readFileSync } from 'node:fs';
import openapi, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('the types of the API are those of the contract (npm run types)', async () => {
  const made = await openapi(new URL('../../docs/openapi.yaml', import.meta.url));
  const kept = readFileSync(new URL('../src/api/contract.ts', import.meta.url), 'utf8');
  expect(COMMENT_HEADER + astToString(made) === kept, 'run npm run types').toBe(true);
}, 60_000);
