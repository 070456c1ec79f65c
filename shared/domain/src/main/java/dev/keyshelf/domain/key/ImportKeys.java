package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Adds a vendor's batch of keys to a pool, sealed before they reach the store. */
public final class ImportKeys {
  private final KeyBatches batches;
  private final KeyVault vault;

  /** Uses this store and this vault. */
  public ImportKeys(KeyBatches batches, KeyVault vault) {
    this.batches = batches;
    this.vault = vault;
  }

  /** A line of the batch that cannot be taken; the key itself is never told. */
  public record Fault(int line, String why) {}

  /**
   * What an import did: nothing is added when there are faults.
   *
   * @param known the keys that were there before, by pool and batch
   */
  public record Report(int added, List<EarlierKeys> known, List<Fault> faults) {
    /** Copies the lists in. */
    public Report {
      known = List.copyOf(known);
      faults = List.copyOf(faults);
    }
  }

  /** A key of the batch and the line it stands on, from 1. */
  public record BatchLine(int number, String key) {}

  /**
   * The file that a batch is.
   *
   * @param form of the keys of its pool
   * @param sha256 of the file, in hexadecimal
   * @param suppliedAt when it was put into the bucket
   */
  public record Source(
      String pool, KeyForm form, String batch, String sha256, Instant suppliedAt) {}

  /** Adds the keys that no earlier batch brought; a key that one did is counted as known. */
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
        var why = "is no key of the form %s: %s".formatted(form, KeyForms.wanted(form));
        faults.add(new Fault(line.number(), why));
      } else if (!seen.add(KeyForms.canonical(line.key()))) {
        faults.add(new Fault(line.number(), "the same key stands on an earlier line"));
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
