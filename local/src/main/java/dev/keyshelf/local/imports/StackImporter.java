package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Via;
import dev.keyshelf.local.imports.ImportReport.Answer;
import dev.keyshelf.local.stack.Pause;
import dev.keyshelf.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Imports files into a stack on AWS: uploads them to its bucket, which tells the import functions,
 * and waits for the report that each of them writes beside its file.
 */
public final class StackImporter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "/manifest.yaml";
  private static final String CATALOGUE = "imports/catalogue/";
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A function runs for 15 minutes at most. Lambda repeats one that failed after a minute. */
  private static final Duration FOR_A_REPORT = Duration.ofMinutes(30);

  /** The schedule that verifies files reads some TB in that time. */
  private static final Duration FOR_LARGE_FILES = Duration.ofHours(12);

  private final Stack stack;
  private final List<FunctionDeclaration> functions;
  private final S3Client s3;
  private final String bucket;
  private final Uploads uploads;
  private final Pause pause;

  /** A report, and what distinguishes it from an earlier one under the same key. */
  private record Found(List<Optional<String>> version, JsonNode body) {
    boolean isOfAnUnfinishedImport() {
      return body.has("verifying");
    }
  }

  /**
   * Creates an importer into the stack's bucket of files.
   *
   * @param s3 the stack's, for the caller to close
   */
  public StackImporter(Stack stack, Template template, S3Client s3, Pause pause) {
    this.stack = stack;
    this.functions = template.functions();
    this.s3 = s3;
    this.bucket = stack.physical("bucket", "Bucket");
    this.uploads = new Uploads(s3, bucket);
    this.pause = pause;
  }

  /**
   * Imports what {@link Importer#importPath} imports, in the same order.
   *
   * @param progress receives the progress of large uploads
   * @throws dev.keyshelf.local.fault.UserFault if the path is not one of these, or a file cannot be
   *     uploaded
   */
  public ImportReport importPath(Path path, UploadProgress progress) {
    try {
      return imported(ImportFiles.of(path), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Imports one file of payments, from anywhere.
   *
   * @throws dev.keyshelf.local.fault.UserFault if it is no file whose name ends in .csv, or cannot
   *     be uploaded
   */
  public ImportReport importPayments(Path file) {
    try {
      return imported(List.of(ImportFiles.ofPayments(file)), UploadProgress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportReport imported(List<ImportFiles.Source> sources, UploadProgress progress)
      throws IOException {
    List<String> uploaded = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (var source : sources) {
      var key = source.key();
      var report = reportOn(key);
      var before = report.flatMap(this::find);
      uploads.upload(source, progress);
      uploaded.add(key);
      if (report.isPresent()) {
        var answer = awaited(key, report.get(), before);
        answers.add(answer);
        if (answer.body().isMissingNode()) {
          // What follows may refer to what this file did not bring.
          break;
        }
      } else {
        manifestOf(key)
            .ifPresent(
                manifest ->
                    answers.add(
                        Answer.of(
                            key,
                            JSON.createObjectNode().put("ignored", true).put("awaits", manifest))));
      }
    }
    return ImportReport.of(uploaded, answers);
  }

  /** Returns the key of the report that follows an upload; empty if none does. */
  private Optional<String> reportOn(String key) {
    if (hears(Via.NOTIFICATION, key)) {
      return Optional.of(
          key.startsWith(CATALOGUE) && key.endsWith(MANIFEST)
              ? key.substring(0, key.lastIndexOf('/') + 1) + "report.json"
              : key + ".report.json");
    }
    return hears(Via.EVENT_BRIDGE, key) && manifestOf(key).isEmpty() && !isReport(key)
        ? Optional.of(key + ".report.json")
        : Optional.empty();
  }

  /** Returns the manifest that a file of a release waits for. */
  private static Optional<String> manifestOf(String key) {
    var end = key.indexOf('/', CATALOGUE.length());
    return key.startsWith(CATALOGUE) && end > 0 && !isReport(key)
        ? Optional.of(key.substring(0, end) + MANIFEST)
        : Optional.empty();
  }

  /** Names as ReportUnread knows them, which answers to every other file that nothing reads. */
  private static boolean isReport(String key) {
    return key.endsWith(".report.json")
        || (key.startsWith(CATALOGUE) && key.endsWith("/report.json"));
  }

  private boolean hears(Via via, String key) {
    return functions.stream()
        .flatMap(function -> function.objectsCreated().stream())
        .anyMatch(each -> matches(each, via, key));
  }

  private static boolean matches(ObjectCreated subscription, Via via, String key) {
    return subscription.via() == via
        && key.startsWith(subscription.prefix())
        && key.endsWith(subscription.suffix());
  }

  private Answer awaited(String key, String report, Optional<Found> before) {
    var seen = before;
    var waited = Duration.ZERO;
    var longest = FOR_A_REPORT;
    while (waited.compareTo(longest) < 0) {
      var found = find(report);
      var isNew = found.isPresent() && !found.map(Found::version).equals(seen.map(Found::version));
      if (isNew && !found.get().isOfAnUnfinishedImport()) {
        return Answer.of(key, found.get().body());
      }
      if (isNew) {
        seen = found;
        waited = Duration.ZERO;
        longest = FOR_LARGE_FILES;
      }
      pause.of(PAUSE);
      waited = waited.plus(PAUSE);
    }
    return new Answer(
        key,
        MissingNode.getInstance(),
        List.of(
            "%s: no report after %s minutes; `./keyshelf redrive --stack %s` tells whether its function failed"
                .formatted(key, longest.toMinutes(), stack.name())));
  }

  /** Finds a report. Each write of a key has another version, and a time of S3's own clock. */
  private Optional<Found> find(String report) {
    return stack.asked(
        () -> {
          try (var object = s3.getObject(get -> get.bucket(bucket).key(report))) {
            var head = object.response();
            return Optional.of(
                new Found(
                    List.of(
                        Optional.ofNullable(head.versionId()),
                        Optional.ofNullable(head.lastModified()).map(Object::toString),
                        Optional.ofNullable(head.eTag())),
                    JSON.readTree(object)));
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
