package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;

/** A key that nobody has yet and that can be issued. */
public sealed interface FreshKey permits PooledKey, GeneratedKey {
  /** Returns the key's permanent id. The sealed text is bound to it and opens only with it. */
  String id();

  /** Returns the key's sealed text. */
  Sealed sealed();

  /** Returns the five characters that lists and logs may show. */
  String lastFive();

  /** Returns the key's form. */
  KeyForm form();
}
