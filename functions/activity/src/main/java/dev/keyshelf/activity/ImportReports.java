package dev.keyshelf.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reports that imports write beside their files. */
final class ImportReports {
  private static final String CATALOGUE = "imports/catalogue/";
  private static final String MANIFEST = "/manifest.yaml";

  /** The size in bytes up to which a report is shown. It has at most some hundred faults. */
  private static final int LARGEST = 1024 * 1024;

  private static final int LONGEST_KEY = 1024;

  /** Names only reports, and no place out of the bucket of one machine, which is a folder. */
  private static final Pattern NAME =
      Pattern.compile(
          "imports/(?!(?:.*/)?\\.{0,2}/)"
              + "(?:.*[^/]\\.report\\.json|catalogue/(?:.*[^/]/)?report\\.json)");

  /** The members of a report. A file of the same name with others is no report. */
  private static final List<String> MEMBERS =
      List.of(
          "version",
          "imported",
          "unchanged",
          "publishedAt",
          "known",
          "knownIn",
          "verifying",
          "unread",
          "faults",
          "moreFaults",
          "notes",
          "moreNotes");

  private final BucketFiles files;

  ImportReports(BucketFiles files) {
    this.files = files;
  }

  /** Returns the name of the report on a file, as the functions that import write it. */
  static String reportOf(String file) {
    return file.startsWith(CATALOGUE) && file.endsWith(MANIFEST)
        ? file.substring(0, file.lastIndexOf('/') + 1) + "report.json"
        : file + ".report.json";
  }

  /** Parses the name of a report. */
  static Optional<String> parse(String text) {
    return Optional.of(text)
        .filter(name -> name.length() <= LONGEST_KEY && NAME.matcher(name).matches());
  }

  /** Finds a report. A file that is not one is not shown. */
  Optional<ObjectNode> find(String name) {
    return files.read(name, LARGEST) instanceof BucketFiles.Content.Bytes(var bytes)
        ? report(new String(bytes, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<ObjectNode> report(String text) {
    try {
      return Json.read(text) instanceof ObjectNode report
              && report.path("faults").isArray()
              && report.properties().stream().allMatch(each -> MEMBERS.contains(each.getKey()))
          ? Optional.of(report)
          : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
