import type { ComponentType } from 'preact';
import { lazy as lazily } from 'preact-iso';
import { Broken } from './broken';

/** Loads a screen when it is first shown. If its files do not arrive, another component says so. */
export function lazy<Of extends ComponentType<never>>(
  load: () => Promise<{ readonly default: Of }>,
) {
  return lazily<Of | typeof Broken>(() =>
    load()
      .catch(load)
      .catch(() => ({ default: Broken })),
  );
}
