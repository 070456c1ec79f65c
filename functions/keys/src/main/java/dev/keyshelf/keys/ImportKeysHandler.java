package dev.keyshelf.keys;

import dev.keyshelf.api.ImportHandler;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code imports/keys/{pool}/{batch}.csv}: adds a vendor's keys to a pool. */
public final class ImportKeysHandler extends ImportHandler {
  private static final Pattern PLACE =
      Pattern.compile("imports/keys/([a-z0-9][a-z0-9.-]{0,63})/([A-Za-z0-9._-]{1,64})\\.csv");

  private final BucketFiles files;
  private final ImportKeys importKeys;

  /** For Lambda. */
  public ImportKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ImportKeysHandler(Wiring wiring) {
    this.files = wiring.bucketFiles();
    this.importKeys = new ImportKeys(wiring.keyPools(), wiring.keyVault());
  }

  @Override
  protected Report importObject(String key, Instant suppliedAt) {
    var place = PLACE.matcher(key);
    if (!place.matches()) {
      return refused(key, "name it imports/keys/{pool}/{batch}.csv");
    }
    var bytes = files.read(key);
    if (bytes.isEmpty()) {
      // A repeated event for a batch that was taken.
      return new Report(0, List.of());
    }
    var lines = new String(bytes.get(), StandardCharsets.UTF_8).lines().map(String::strip).toList();
    if (lines.isEmpty() || !lines.getFirst().equals("key")) {
      return refused(key, "line 1: must be the header: key");
    }
    var report = importKeys.add(place.group(1), place.group(2), batch(lines));
    if (report.faults().isEmpty()) {
      // The keys are sealed now: in clear they stay nowhere of ours.
      files.remove(key);
    }
    return new Report(
        report.added(),
        report.faults().stream()
            .map(fault -> "%s: line %d: %s".formatted(key, fault.line(), fault.why()))
            .toList());
  }

  private static List<BatchLine> batch(List<String> lines) {
    var batch = new ArrayList<BatchLine>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        batch.add(new BatchLine(i + 1, lines.get(i)));
      }
    }
    return batch;
  }

  private static Report refused(String key, String why) {
    return new Report(0, List.of(key + ": " + why));
  }
}
