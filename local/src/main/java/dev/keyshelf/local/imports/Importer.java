package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.imports.ImportReport.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Imports files as an operator does on AWS: uploads them to the bucket, whose notifications invoke
 * the import functions.
 */
public final class Importer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template;
  private final Functions functions;
  private final S3Client s3;
  private final String bucket;
  private final Uploads uploads;
  private final String region;
  private final Clock clock;

  /**
   * Creates an importer.
   *
   * @param bucket the bucket for all files
   * @param clock the domain's, for the times of the events
   */
  public Importer(
      Template template,
      Functions functions,
      S3Client s3,
      String bucket,
      String region,
      Clock clock) {
    this.template = template;
    this.functions = functions;
    this.s3 = s3;
    this.bucket = bucket;
    this.uploads = new Uploads(s3, bucket);
    this.region = region;
    this.clock = clock;
  }

  /**
   * Imports a folder that is laid out like the bucket, or any file or folder inside its {@code
   * imports/} or {@code artifacts/}. The order is: artifacts, catalogue (its manifest last), house,
   * partners, keys.
   *
   * @throws dev.keyshelf.local.fault.UserFault if the path is not one of these, or a file cannot be
   *     uploaded
   */
  public ImportReport importPath(Path path) {
    return importPath(path, UploadProgress.NONE);
  }

  /**
   * Imports one file of payments, from anywhere.
   *
   * @throws dev.keyshelf.local.fault.UserFault if it is no file whose name ends in .csv, or cannot
   *     be uploaded
   */
  public ImportReport importPayments(Path file) {
    return imported(List.of(ImportFiles.ofPayments(file)), UploadProgress.NONE);
  }

  /**
   * Imports the same files.
   *
   * @param progress receives the progress of large uploads
   */
  public ImportReport importPath(Path path, UploadProgress progress) {
    try {
      return imported(ImportFiles.of(path), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportReport imported(List<ImportFiles.Source> sources, UploadProgress progress) {
    List<String> uploaded = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    try {
      for (var source : sources) {
        var eTag = uploads.upload(source, progress);
        uploaded.add(source.key());
        answers.addAll(told(source, eTag));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ImportReport.of(uploaded, answers);
  }

  /** Invokes the functions that listen, each with the kind of event that it gets on AWS. */
  private List<Answer> told(ImportFiles.Source source, String eTag) throws IOException {
    List<Answer> answers = new ArrayList<>();
    var key = source.key();
    var size = Files.size(source.file());
    for (var function : template.functions()) {
      var heard = function.objectsCreated().stream().filter(on -> matches(on, key)).findFirst();
      if (heard.isPresent()) {
        var event =
            switch (heard.get().via()) {
              case NOTIFICATION ->
                  ObjectCreatedEvent.of(region, bucket, key, size, eTag, clock.instant());
              case EVENT_BRIDGE ->
                  ObjectCreatedEvent.byEventBridge(
                      region, bucket, key, size, eTag, clock.instant());
            };
        answers.add(tell(function.name(), key, event));
      }
    }
    return answers;
  }

  private boolean matches(Template.ObjectCreated filter, String key) {
    return filter.bucket().equals(bucket)
        && key.startsWith(filter.prefix())
        && key.endsWith(filter.suffix());
  }

  /**
   * Invokes a function. If it throws, that is a fault, and the other objects are still imported.
   */
  private Answer tell(String function, String key, byte[] event) throws IOException {
    try {
      var told = JSON.readTree(functions.invoke(function, event));
      var body =
          told.path("verifying").asInt() > 0
              ? new LargeFiles(functions, s3, bucket).reportOf(key)
              : told;
      return Answer.of(key, body);
    } catch (FunctionFailed e) {
      return new Answer(key, MissingNode.getInstance(), List.of(key + ": " + e.getMessage()));
    }
  }
}
