package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;

/**
 * A key that was made to be issued at once.
 *
 * @param fingerprint what makes it unique among all keys, supplied or made
 */
public record GeneratedKey(String id, Sealed sealed, String lastFive, Fingerprint fingerprint)
    implements FreshKey {
  /** Makes a key, which no store knows yet. */
  static GeneratedKey make(KeyVault vault) {
    var text = KeyText.random();
    var id = PooledKey.randomId();
    var fingerprint = vault.fingerprint(text);
    return new GeneratedKey(
        id, vault.seal(text, id), KeyForms.lastFive(text, fingerprint), fingerprint);
  }

  @Override
  public KeyForm form() {
    return KeyForm.CHECKED_FIVES;
  }
}
