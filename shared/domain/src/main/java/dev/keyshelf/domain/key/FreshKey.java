package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;

/** A key that can be issued, and that nobody has yet. */
public sealed interface FreshKey permits PooledKey, GeneratedKey {
  /** Gives what the key is called for good; its sealed text opens with this only. */
  String id();

  /** Gives the key's text, sealed. */
  Sealed sealed();

  /** Gives the five characters that lists and logs may show. */
  String lastFive();

  /** Returns the form that it has. */
  KeyForm form();
}
