package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.sealing.SealKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes what seals and signs: with AWS KMS, or with the key file on one machine. */
final class MasterKeys {
  private static final String SEAL_KEY_LABEL = "keyshelf-seal-1";
  private static final String KEY_FILE = "KEYSHELF_KEY_FILE";
  private static final String WRAPPING_KEY = "KEYSHELF_WRAPPING_KEY";
  private static final String HASH_KEY = "KEYSHELF_HASH_KEY";

  private final Environment environment;
  private final Clients clients;

  MasterKeys(Environment environment, Clients clients) {
    this.environment = environment;
    this.clients = clients;
  }

  SealKey sealKey() {
    return SealKey.of(master("", "KEYSHELF_SEAL_KEY").hashKey(1, SEAL_KEY_LABEL));
  }

  KeyVault vault() {
    var master = master(WRAPPING_KEY, HASH_KEY);
    return version()
        .map(version -> new EnvelopeVault(master, version))
        .orElseGet(() -> new EnvelopeVault(master));
  }

  private Optional<Integer> version() {
    return environment.find("KEYSHELF_HASH_KEY_VERSION").map(Integer::parseInt);
  }

  /**
   * Returns the keys of KMS that a function has. On one machine it is empty: the command that opens
   * the stores has compared the key file.
   */
  Optional<KeyAdmission.Own> own() {
    if (environment.find(KEY_FILE).isPresent()) {
      return Optional.empty();
    }
    var ring =
        KmsMasterKey.ring(
            environment.get(WRAPPING_KEY), List.of(environment.get(HASH_KEY).split(",")));
    return Optional.of(new KeyAdmission.Own(ring, version().orElse(ring.hashing().size())));
  }

  /**
   * Makes the master key of one machine's file, or of AWS KMS with the keys that variables name.
   */
  private MasterKey master(String wrapping, String hashing) {
    return environment
        .find(KEY_FILE)
        .<MasterKey>map(path -> new FileMasterKey(Path.of(path)))
        .orElseGet(
            () ->
                new KmsMasterKey(
                    clients.kms(),
                    wrapping.isEmpty() ? "" : environment.get(wrapping),
                    List.of(environment.get(hashing).split(","))));
  }
}
