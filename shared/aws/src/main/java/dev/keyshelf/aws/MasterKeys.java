package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.sealing.SealKey;
import java.nio.file.Path;
import java.util.List;

/** Makes what seals and signs: with AWS KMS, or with the key file on one machine. */
final class MasterKeys {
  private static final String SEAL_KEY_LABEL = "keyshelf-seal-1";

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
    var master = master("KEYSHELF_WRAPPING_KEY", "KEYSHELF_HASH_KEY");
    return environment
        .find("KEYSHELF_HASH_KEY_VERSION")
        .map(version -> new EnvelopeVault(master, Integer.parseInt(version)))
        .orElseGet(() -> new EnvelopeVault(master));
  }

  /**
   * Makes the master key of one machine's file, or of AWS KMS with the keys that variables name.
   */
  private MasterKey master(String wrapping, String hashing) {
    return environment
        .find("KEYSHELF_KEY_FILE")
        .<MasterKey>map(path -> new FileMasterKey(Path.of(path)))
        .orElseGet(
            () ->
                new KmsMasterKey(
                    clients.kms(),
                    wrapping.isEmpty() ? "" : environment.get(wrapping),
                    List.of(environment.get(hashing).split(","))));
  }
}
