package dev.keyshelf.local.machine;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.AdmitKeys;
import dev.keyshelf.domain.key.AdmitKeys.Outcome.Foreign;
import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks that a data folder's keys are the ones with which its stores were filled. */
final class Installation {
  private static final String TABLE = "KEYSHELF_TABLE";

  private Installation() {}

  /**
   * Allows a data folder to use the stores.
   *
   * @param cloud how the stores are reached, and where the folder's keys are
   * @param expectSamples runs before the folder's keys are recorded if the stores are new: no
   *     installation has used them, and they have no catalogue
   * @throws UserFault if the stores were filled with other keys than this folder's
   */
  static void admit(
      Template template,
      Map<String, String> cloud,
      DataDirectory data,
      Clock clock,
      Runnable expectSamples) {
    if (!template.globalEnvironment().containsKey(TABLE)) {
      return;
    }
    Map<String, String> environment = new HashMap<>(template.globalEnvironment());
    environment.putAll(cloud);
    try (var wiring = Wiring.of(environment, clock)) {
      var known = wiring.keyRings().find();
      if (known.isPresent() && !Files.exists(data.vaultFile())) {
        // Refuses before the folder gets new keys of its own.
        throw new UserFault(
            "the stores were filled with the keys of another data folder: copy its vault.key to %s, or use that folder with --data"
                .formatted(data.vaultFile()));
      }
      var areNew = known.isEmpty() && wiring.catalogue().skus(1, Optional.empty()).skus().isEmpty();
      if (areNew) {
        expectSamples.run();
      }
      var vault = wiring.keyVault();
      var ours = vault.ring();
      if (new AdmitKeys(wiring.keyRings()).admit(ours, vault.fingerprintVersion())
          instanceof Foreign(var others)) {
        if (areNew) {
          // Another data folder claimed the stores first.
          data.hasSamples();
        }
        throw new UserFault(refusal(data, ours, others));
      }
    }
  }

  private static String refusal(DataDirectory data, KeyRing ours, KeyRing others) {
    return ours.sealing().equals(others.sealing())
        ? "%s lacks a version of the hash key with which the stores were filled: restore its lines, %s in total"
            .formatted(data.vaultFile(), others.hashing().size())
        : "the stores were filled with other keys (%s) than those of %s (%s): use the data folder that filled them with --data, or copy its vault.key"
            .formatted(others.sealing(), data.vaultFile(), ours.sealing());
  }
}
