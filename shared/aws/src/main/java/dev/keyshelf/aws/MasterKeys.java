package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.sealing.SealKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes what seals and signs: with AWS KMS, or with the key file on one machine. */
final class MasterKeys {
  private static final String SEAL_KEY_LABEL = "keyshelf-seal-1";
  private static final String KEY_FILE = "KEYSHELF_KEY_FILE";
  private static final String WRAPPING_KEY = "KEYSHELF_WRAPPING_KEY";
  private static final String TOKEN_KEY = "KEYSHELF_TOKEN_KEY";
  private static final String HASH_KEY = "KEYSHELF_HASH_KEY";

  private final Environment environment;
  private final Clients clients;
  private final Map<Purpose, KeyVault> vaults = new ConcurrentHashMap<>();
  private final Supplier<SealKey> sealKey = new Lazy<>(this::makeSealKey);

  MasterKeys(Environment environment, Clients clients) {
    this.environment = environment;
    this.clients = clients;
  }

  /** Returns the key that signs seals. It is made at the first use, as the vaults are. */
  SealKey sealKey() {
    return sealKey.get();
  }

  private SealKey makeSealKey() {
    return SealKey.of(
        master(Purpose.PRODUCT_KEYS, Optional.empty(), "KEYSHELF_SEAL_KEY")
            .hashKey(1, SEAL_KEY_LABEL));
  }

  /** Returns the vault for one purpose. In KMS, product keys have a wrapping key of their own. */
  KeyVault vault(Purpose purpose) {
    return vaults.computeIfAbsent(purpose, this::makeVault);
  }

  private KeyVault makeVault(Purpose purpose) {
    var wrapping = purpose == Purpose.PRODUCT_KEYS ? WRAPPING_KEY : TOKEN_KEY;
    var master = master(purpose, Optional.of(wrapping), HASH_KEY);
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
            List.of(environment.get(WRAPPING_KEY), environment.get(TOKEN_KEY)),
            List.of(environment.get(HASH_KEY).split(",")));
    return Optional.of(new KeyAdmission.Own(ring, version().orElse(ring.hashing().size())));
  }

  /**
   * Makes the master key of one machine's file, or of AWS KMS with the keys that variables name.
   */
  private MasterKey master(Purpose purpose, Optional<String> wrapping, String hashing) {
    return environment
        .find(KEY_FILE)
        .<MasterKey>map(path -> new FileMasterKey(Path.of(path), purpose))
        .orElseGet(
            () ->
                new KmsMasterKey(
                    clients.kms(),
                    purpose,
                    wrapping.map(environment::get).orElse(""),
                    List.of(environment.get(hashing).split(","))));
  }
}
