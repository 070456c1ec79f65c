package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Assortment;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures the import of one assortment. The stores are in this process and the function in another
 * one, so that the measured memory is the function's alone.
 */
final class ImportMeasurement implements AutoCloseable {
  private static final String FIRST = "first";
  private static final String NEXT = "next";
  private static final int AT_ONCE = 8;

  private final Path root;
  private final Path folder;
  private final Assortment assortment;
  private final EmbeddedCloud cloud;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final Map<String, String> variables;

  private ImportMeasurement(Path root, Path folder, Assortment assortment) {
    this.root = root;
    this.folder = folder;
    this.assortment = assortment;
    this.cloud = EmbeddedCloud.start(null);
    this.dynamoDb = Stores.dynamoDb(cloud.environment());
    this.s3 = Stores.s3(cloud.environment());
    var template = Template.read(root.resolve("template.yaml"));
    new Provisioning(dynamoDb, s3).create(template);
    this.variables = new HashMap<>(template.globalEnvironment());
    variables.putAll(cloud.environment());
  }

  /** Measures three imports: one for its time, one of the next version and one for its memory. */
  static ImportFigures of(Path root, Path folder, Assortment assortment) throws Exception {
    long importMillis;
    long replaceMillis;
    long items;
    int files;
    try (var measured = new ImportMeasurement(root, folder, assortment)) {
      files = measured.drop(FIRST, "972.00");
      importMillis = measured.imported(FIRST, false).millis();
      items = measured.items();
      measured.drop(NEXT, "999.00");
      replaceMillis = measured.imported(NEXT, false).millis();
    }
    try (var measured = new ImportMeasurement(root, folder, assortment)) {
      measured.drop(FIRST, "972.00");
      var peak = measured.imported(FIRST, true).peakBytes();
      return new ImportFigures(assortment.skus(), files, items, importMillis, peak, replaceMillis);
    }
  }

  /** Uploads a release and returns the number of its files, without its manifest. */
  private int drop(String release, String priceInUs)
      throws InterruptedException, ExecutionException {
    var files = assortment.files(release, priceInUs);
    List<Callable<Object>> puts = new ArrayList<>();
    assortment.objects().forEach(key -> puts.add(() -> put(key, Assortment.CONTENT)));
    files.forEach((path, text) -> puts.add(() -> put(directory(release) + path, text)));
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var done : threads.invokeAll(puts)) {
        done.get();
      }
    }
    return files.size() - 1;
  }

  private static String directory(String release) {
    return "imports/catalogue/" + release + "/";
  }

  private Object put(String key, String text) {
    var bucket = Objects.requireNonNull(variables.get("KEYSHELF_BUCKET"));
    return s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private ImportProcess.Result imported(String release, boolean watchingMemory)
      throws IOException, InterruptedException {
    var result = folder.resolve("result.json");
    var builder =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-Dkeyshelf.root=" + root.toAbsolutePath(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ImportProcess.class.getName(),
                    directory(release) + "manifest.yaml",
                    Boolean.toString(watchingMemory),
                    result.toString()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    builder.environment().putAll(variables);
    builder.environment().put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("the import failed");
    }
    return ImportProcess.Result.read(Files.readString(result));
  }

  /** Counts the items of the table. Only a measurement may scan it. */
  private long items() {
    var table = Objects.requireNonNull(variables.get("KEYSHELF_TABLE"));
    return dynamoDb.scanPaginator(scan -> scan.tableName(table).select(Select.COUNT)).stream()
        .mapToLong(page -> page.count())
        .sum();
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
    cloud.close();
  }
}
