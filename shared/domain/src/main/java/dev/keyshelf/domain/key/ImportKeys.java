package dev.keyshelf.domain.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Adds a vendor's batch of keys to a pool, sealed before they reach the store. */
public final class ImportKeys {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{5}(?:-[A-Z0-9]{5}){1,7}");

  private final KeyBatches batches;
  private final KeyVault vault;

  /** Uses this store and this vault. */
  public ImportKeys(KeyBatches batches, KeyVault vault) {
    this.batches = batches;
    this.vault = vault;
  }

  /** A line of the batch that cannot be taken; the key itself is never told. */
  public record Fault(int line, String why) {}

  /** What an import did: nothing is added when there are faults. */
  public record Report(int added, int known, List<Fault> faults) {}

  /** A key of the batch and the line it stands on, from 1. */
  public record BatchLine(int number, String key) {}

  /**
   * The file that a batch is.
   *
   * @param sha256 of the file, in hexadecimal
   * @param suppliedAt when it was put into the bucket
   */
  public record Source(String pool, String batch, String sha256, Instant suppliedAt) {}

  /** Adds the keys that no earlier batch brought; a key that one did is counted as known. */
  public Report add(Source source, List<BatchLine> lines) {
    var faults = faultsOf(lines);
    if (!faults.isEmpty()) {
      return new Report(0, 0, faults);
    }
    var batch =
        new KeyBatch(
            source.pool(),
            source.batch(),
            source.sha256(),
            lines.size(),
            source.suppliedAt(),
            vault.fingerprintVersion());
    var sealer = vault.sealer();
    var keys = lines.stream().map(line -> seal(batch, sealer, line.key())).toList();
    var added = batches.add(batch, keys);
    return new Report(added, keys.size() - added, List.of());
  }

  private static List<Fault> faultsOf(List<BatchLine> lines) {
    var faults = new ArrayList<Fault>();
    var seen = new HashSet<String>();
    for (var line : lines) {
      if (!FORM.matcher(line.key()).matches()) {
        faults.add(new Fault(line.number(), "not a key: groups of five capitals and digits"));
      } else if (!seen.add(line.key())) {
        faults.add(new Fault(line.number(), "the same key stands on an earlier line"));
      }
    }
    return faults;
  }

  private KeyBatches.NewKey seal(KeyBatch batch, KeyVault.Sealer sealer, String key) {
    var id = PooledKey.randomId();
    var lastFive = KeyText.lastFive(key);
    var shard = PooledKey.randomShard();
    return new KeyBatches.NewKey(
        new PooledKey(id, batch.pool(), shard, sealer.seal(key, id), lastFive, batch.name()),
        vault.fingerprint(key));
  }
}
