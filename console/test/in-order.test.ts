import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { inOrder } from './in-order';

const files = (...names: readonly string[]) =>
  names.map(name => ({ moduleId: `/console/test/${name}.test.ts` }) as TestSpecification);

test('test files run in the order that is named, and the others after them by name', async () => {
  const sequencer = new (inOrder('pictures', 'operator'))({} as Vitest);
  const sorted = await sequencer.sort(
    files('journeys/purchase', 'journeys/access', 'journeys/operator', 'pictures/pictures'),
  );
  expect(sorted).toEqual(
    files('pictures/pictures', 'journeys/operator', 'journeys/access', 'journeys/purchase'),
  );
});

const configs = readdirSync('.').filter(name => /^vitest\..*\.config\.ts$/.test(name));

test.each(configs)('%s lets a state come late', async name => {
  const { test: settings } = (await import(/* @vite-ignore */ `../${name}`)).default;
  expect(settings.expect.poll.timeout).toBeGreaterThanOrEqual(30_000);
  expect(settings.testTimeout).toBeGreaterThan(settings.expect.poll.timeout);
});
