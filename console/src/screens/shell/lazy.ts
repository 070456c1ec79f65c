import { type ComponentType, h } from 'preact';
import { useState } from 'preact/hooks';
import { lazy as lazily } from 'preact-iso';
import { Broken } from './broken';
import { type Load, loadedEarly } from './screens';

/**
 * Returns a screen that is loaded when it is first shown. If its files do not arrive, another component says so. One
 * whose files are there is shown at once, without an empty page before it.
 */
export function lazy(load: Load): ComponentType {
  const Later = lazily<ComponentType<never>>(() =>
    load()
      .catch(load)
      .catch(() => ({ default: Broken })),
  );
  return function Screen(props: object) {
    // It stays the same for as long as it is shown, so that nothing typed is lost.
    const [Shown] = useState(() => loadedEarly(load) ?? Later);
    return h(Shown as ComponentType, props);
  };
}
