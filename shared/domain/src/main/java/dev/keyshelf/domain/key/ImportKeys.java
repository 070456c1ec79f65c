package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Adds a vendor's batch of keys to a pool. The keys are sealed before they reach the store. */
public final class ImportKeys {
  private final KeyBatches batches;
  private final KeyVault vault;

  /** Uses this store and this vault. */
  public ImportKeys(KeyBatches batches, KeyVault vault) {
    this.batches = batches;
    this.vault = vault;
  }

  /**
   * A line of the batch that is refused.
   *
   * @param why never contains the key itself
   */
  public record Fault(int line, String why) {}

  /**
   * The result of an import. If there are faults, nothing is added.
   *
   * @param known the keys that the store knew before, by pool and batch
   */
  public record Report(int added, List<EarlierKeys> known, List<Fault> faults) {
    /** Copies the lists. */
    public Report {
      known = List.copyOf(known);
      faults = List.copyOf(faults);
    }
  }

  /**
   * A key of the batch.
   *
   * @param number the number of its line in the file, from 1
   */
  public record BatchLine(int number, String key) {}

  /**
   * The file of a batch.
   *
   * @param form of the pool's keys
   * @param sha256 of the file, in hexadecimal
   * @param suppliedAt when the file was put into the bucket
   */
  public record Source(
      String pool, KeyForm form, String batch, String sha256, Instant suppliedAt) {}

  /** Adds the keys that the store does not know. The others are counted as known. */
  public Report add(Source source, List<BatchLine> lines) {
    var faults = faultsOf(source.form(), lines);
    if (!faults.isEmpty()) {
      return new Report(0, List.of(), faults);
    }
    var batch =
        new KeyBatch(
            source.pool(),
            source.batch(),
            source.form(),
            source.sha256(),
            lines.size(),
            source.suppliedAt(),
            vault.fingerprintVersion());
    var sealer = vault.sealer();
    var keys = lines.stream().map(line -> seal(batch, sealer, line.key())).toList();
    var added = batches.add(batch, keys);
    return new Report(added.added(), added.known(), List.of());
  }

  private static List<Fault> faultsOf(KeyForm form, List<BatchLine> lines) {
    var faults = new ArrayList<Fault>();
    var seen = new HashSet<String>();
    for (var line : lines) {
      if (!KeyForms.admits(form, line.key())) {
        var why = "is not a key of the form %s: %s".formatted(form, KeyForms.wanted(form));
        faults.add(new Fault(line.number(), why));
      } else if (!seen.add(KeyForms.canonical(line.key()))) {
        faults.add(new Fault(line.number(), "the same key is on an earlier line"));
      }
    }
    return faults;
  }

  private KeyBatches.NewKey seal(KeyBatch batch, KeyVault.Sealer sealer, String key) {
    var id = PooledKey.randomId();
    var fingerprint = vault.fingerprint(key);
    var pooled =
        new PooledKey(
            id,
            batch.pool(),
            PooledKey.randomShard(),
            sealer.seal(key, id),
            KeyForms.lastFive(key, fingerprint),
            batch.form(),
            batch.name());
    return new KeyBatches.NewKey(pooled, fingerprint);
  }
}
