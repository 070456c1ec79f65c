import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, useLocation } from 'preact-iso';
import { useApp } from '../../app';
import { DESKS, deskOf } from '../../auth/desk';
import { useMessages } from '../../messages';
import { LiveRegion } from '../../widgets/live';
import { Banners } from './banners';
import { Broken } from './broken';
import { OtherDesk } from './other-desk';
import { Settings } from './settings';
import type { TitleOf } from './waiting';

/** An entry of the navigation. */
export interface Entry {
  readonly path: string;
  readonly title: string;
  /** Returns whether a screen is in the part of the console that the entry leads to. */
  readonly holds: (path: string) => boolean;
}

interface Props {
  readonly entries: readonly Entry[];
  readonly commandTitle: TitleOf;
  readonly onSignIn: (page: string) => void;
  readonly children: ComponentChildren;
}

/** The frame around all screens of a desk. */
export function Frame(props: Props) {
  return (
    <LocationProvider>
      <Inside {...props} />
    </LocationProvider>
  );
}

function Inside({ entries, commandTitle, onSignIn, children }: Props) {
  const { shell } = useMessages();
  const { session } = useApp();
  const { path, url } = useLocation();
  // The address whose screen has failed. Another address is tried.
  const [broken, setBroken] = useState<string>();
  return (
    <>
      <button type="button" class="skip" onClick={toContent}>
        {shell.skip}
      </button>
      <header class="top">
        <a class="brand" href={DESKS[session.desk].home}>
          Keyshelf
        </a>
        <nav aria-label={shell.navigation}>
          {entries.map(entry => (
            <a
              key={entry.path}
              href={entry.path}
              aria-current={entry.holds(path) ? 'page' : undefined}
            >
              {entry.title}
            </a>
          ))}
        </nav>
        <Settings />
      </header>
      <LiveRegion />
      <Banners commandTitle={commandTitle} onSignIn={onSignIn} />
      <main id="content" tabIndex={-1}>
        {deskOf(path) !== session.desk ? (
          <OtherDesk onSignIn={() => onSignIn(url)} />
        ) : broken === path ? (
          <Broken />
        ) : (
          <ErrorBoundary onError={() => setBroken(path)}>{children}</ErrorBoundary>
        )}
      </main>
    </>
  );
}

function toContent() {
  document.getElementById('content')?.focus();
}
