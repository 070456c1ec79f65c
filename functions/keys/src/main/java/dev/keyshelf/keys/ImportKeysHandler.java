package dev.keyshelf.keys;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.ImportHandler;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.BucketFiles.Content;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.key.NamedPools.Named;
import dev.keyshelf.http.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code imports/keys/{pool}/{batch}.csv}: adds a vendor's keys to a pool. */
public final class ImportKeysHandler extends ImportHandler {
  private static final Pattern PLACE =
      Pattern.compile("imports/keys/([a-z0-9][a-z0-9.-]{0,63})/([A-Za-z0-9._-]{1,64})\\.csv");

  /** In bytes. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private final BucketFiles files;
  private final NamedPools pools;
  private final ImportKeys importKeys;

  /** Creates the handler in Lambda, from its environment. */
  public ImportKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ImportKeysHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    this.files = wiring.bucketFiles();
    this.pools = new NamedPools(wiring.catalogue());
    this.importKeys = new ImportKeys(wiring.keyBatches(), wiring.keyVault());
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    var key = supplied.key();
    var place = PLACE.matcher(key);
    if (!place.matches()) {
      return Optional.of(refused(key, "name it imports/keys/{pool}/{batch}.csv"));
    }
    return switch (files.read(key, LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(key, place, bytes, supplied.at()));
      case Content.TooLarge _ -> Optional.of(refused(key, "is larger than 16 MiB; split it"));
      // The event is a repeat, and the batch was already imported.
      case Content.Missing _ -> Optional.empty();
    };
  }

  /**
   * Removes the file, which has keys in clear text. A refused file is removed, too: the operator
   * has to supply another one.
   */
  @Override
  protected void reported(Supplied supplied) {
    files.remove(supplied.key(), supplied.version());
  }

  private Report imported(String key, Matcher place, byte[] bytes, Instant suppliedAt) {
    var pool = place.group(1);
    return switch (pools.find(pool)) {
      case Named.Pool(var form) ->
          imported(
              key, new Source(pool, form, place.group(2), Hash.sha256(bytes), suppliedAt), bytes);
      case Named.Nothing(var nearest) -> refused(key, noSuchPool(pool, nearest));
    };
  }

  private static String noSuchPool(String pool, List<String> nearest) {
    return "no SKU of the current catalogue takes its keys from the pool '%s'; ".formatted(pool)
        + (nearest.isEmpty()
            ? "none takes keys from any pool: import the catalogue, then this file again"
            : "the pools with the nearest names: " + String.join(", ", nearest));
  }

  private Report imported(String key, Source source, byte[] bytes) {
    var faults = new Faults();
    var lines = KeyFile.read(nameOf(key), bytes, faults);
    if (lines.isEmpty()) {
      return Report.refused(faults);
    }
    var report = importKeys.add(source, lines.get());
    report
        .faults()
        .forEach(each -> faults.add(new ImportFault(nameOf(key), each.line(), "", each.why())));
    if (!faults.isEmpty()) {
      return Report.refused(faults);
    }
    return Report.taken(report.added(), report.known());
  }

  private static Report refused(String key, String why) {
    return Report.refused(ImportFault.of(nameOf(key), why));
  }
}
