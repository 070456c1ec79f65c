import { useLocation } from 'preact-iso';

/** Reads and changes the filters of a screen in its address, so that they survive a reload. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const { path, query, route } = useLocation();
  const values = Object.fromEntries(names.map(name => [name, query[name] ?? ''])) as Record<
    Name,
    string
  >;
  /** Returns the address with these changes. */
  const hrefOf = (changes: Partial<Record<Name, string>>) =>
    addressOf(path, { ...values, ...changes });
  const set = (changes: Partial<Record<Name, string>>) => route(hrefOf(changes), true);
  return { values, set, hrefOf, any: Object.values(values).some(value => value !== '') };
}

/** An action that waits until a person has stopped typing. */
export interface Later {
  (value: string): void;
  /** Forgets what was typed last, if it was not acted on. */
  cancel(): void;
}

/** Returns the address of a screen with its filters. Those without a value are left out. */
export function addressOf(path: string, filters: Readonly<Record<string, string>>): string {
  const kept = Object.entries(filters).filter(([, value]) => value !== '');
  const text = new URLSearchParams(kept).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Waits until a person has stopped typing before the address changes. */
export function debounced(action: (value: string) => void, pause = 250): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (value: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(value), pause);
  };
  return Object.assign(later, { cancel: () => clearTimeout(timer) });
}
