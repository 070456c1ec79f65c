package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;

/**
 * A key that Keyshelf made in order to issue it at once.
 *
 * @param fingerprint makes the key unique among all keys, supplied or generated
 */
public record GeneratedKey(String id, Sealed sealed, String lastFive, Fingerprint fingerprint)
    implements FreshKey {
  /** Makes a key. It is not stored yet. */
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
