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

/** A data folder's keys, beside the keys that its stores were filled under. */
final class Installation {
  private static final String TABLE = "KEYSHELF_TABLE";

  private Installation() {}

  /**
   * Lets a data folder use the stores.
   *
   * @param cloud how the stores are reached, and where the folder's keys are
   * @param expectSamples done before the folder's keys are noted if the stores are new: no
   *     installation has used them, and they have no catalogue
   * @throws UserFault if they were filled under other keys than this folder's
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
        // A folder that is refused shall not be left with keys of its own.
        throw new UserFault(
            "the stores were filled under the keys of another data folder: copy its vault.key to %s, or name that folder by --data"
                .formatted(data.vaultFile()));
      }
      var areNew = known.isEmpty() && wiring.catalogue().skus(1, Optional.empty()).skus().isEmpty();
      if (areNew) {
        expectSamples.run();
      }
      var ours = wiring.keyVault().ring();
      if (new AdmitKeys(wiring.keyRings()).admit(ours) instanceof Foreign(var others)) {
        if (areNew) {
          // Another folder was quicker, and filled them.
          data.hasSamples();
        }
        throw new UserFault(refusal(data, ours, others));
      }
    }
  }

  private static String refusal(DataDirectory data, KeyRing ours, KeyRing others) {
    return ours.sealing().equals(others.sealing())
        ? "%s lacks a version of the hash key that the stores were filled under: bring back its lines, %s in all"
            .formatted(data.vaultFile(), others.hashing().size())
        : "the stores were filled under other keys (%s) than those of %s (%s): name the data folder that filled them by --data, or copy its vault.key"
            .formatted(others.sealing(), data.vaultFile(), ours.sealing());
  }
}
