package dev.keyshelf.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Checks that each file under imports/ is either read or reported as a fault. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
final class UnreadFilesTest {
  private static final Path TERMS =
      Settings.defaultTemplate()
          .resolveSibling("samples/imports/catalogue/2026-11/terms/server-software.yaml");
  private static final String PRODUCT =
      """
      id: small
      program: server-software
      title: Small
      kind: PERPETUAL
      cancellation: SELF_SERVICE
      skus:
        - {id: small, title: S, edition: S, unit: u, quantity: {minimum: 1, maximum: 9},
           keys: {pool: small-pool}}
      artifacts: []
      """;

  private static OneMachine machine;

  @BeforeAll
  static void open() throws IOException {
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate()).withPort(0).withoutSamples());
    assertThat(machine.importer().importPath(release("first")).faults()).isEmpty();
  }

  @AfterAll
  static void close() {
    machine.close();
  }

  private static Path release(String name) throws IOException {
    return DropFolder.release(
        name,
        Map.of(
            "products/small.yaml", PRODUCT, "terms/server-software.yaml", Files.readString(TERMS)));
  }

  private static ImportReport imported(Path folder) {
    return machine.importer().importPath(folder);
  }

  private static String object(String key) {
    try (var s3 = Stores.s3(machine.storeEnvironment())) {
      var bucket = s3.listBuckets().buckets().stream().map(each -> each.name()).toList();
      return s3.getObjectAsBytes(
              get ->
                  get.bucket(
                          bucket.stream()
                              .filter(n -> n.contains("files"))
                              .findFirst()
                              .orElseThrow())
                      .key(key))
          .asUtf8String();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imports/keys/small-pool/KEYS.CSV",
        "imports/keys/small-pool/keys und mehr.txt",
        "imports/partners/partners.yml",
        "imports/catalogue/second/manifest.yml",
        "imports/prices.xlsx",
        "imports/Keys/small-pool/1.csv"
      })
  void aFileThatNoImportReadsIsAFaultAndHasAReport(String key) {
    var report = imported(DropFolder.with(key, "x"));

    assertThat(report.faults()).singleElement().asString().startsWith(key + ": ");
    assertThat(report.answers())
        .extracting(ImportReport.Answer::summary)
        .containsExactly("refused");
    assertThat(object(key + ".report.json")).contains("\"imported\":0", "\"detail\":");
  }

  @Test
  void aReleasesFileWithoutItsManifestIsAFaultInTheReleasesReport() {
    var report = imported(DropFolder.with("imports/catalogue/third/products/small.yaml", PRODUCT));

    assertThat(report.faults())
        .containsExactly(
            "imports/catalogue/third/products/small.yaml: is read when"
                + " imports/catalogue/third/manifest.yaml arrives and lists it; import the whole"
                + " folder");
    assertThat(object("imports/catalogue/third/report.json"))
        .contains("is read when manifest.yaml arrives");
  }

  @Test
  void aFileThatTheManifestDoesNotListIsAFaultButTheReleaseIsPublished() throws IOException {
    var folder = release("fourth");
    Files.writeString(folder.resolve("imports/catalogue/fourth/notes.yaml"), "x");

    var report = imported(folder);

    assertThat(report.faults())
        .containsExactly(
            "imports/catalogue/fourth/notes.yaml: is not read: manifest.yaml does not list it");
    assertThat(report.answers())
        .extracting(ImportReport.Answer::summary)
        .containsExactly("1 imported, with notes in the report: 2");
    assertThat(object("imports/catalogue/fourth/report.json"))
        .contains("\"imported\":1", "\"unread\":[{\"file\":\"notes.yaml\"");
  }

  @Test
  void aReleaseAtTheTopOfTheFolderIsRefused() {
    assertThat(imported(DropFolder.with("imports/catalogue/manifest.yaml", "x")).faults())
        .containsExactly(
            "imports/catalogue/manifest.yaml: name it"
                + " imports/catalogue/{release}/manifest.yaml");
  }

  @Test
  void knownKeysAreReportedWithTheirPoolAndBatch() {
    var first = DropFolder.with("imports/keys/small-pool/one.csv", "key\nXXXXX-00001\n");
    var other =
        DropFolder.with("imports/keys/small-pool/two.csv", "\uFEFF\"Key\";note\nXXXXX-00001;x\n");
    imported(first);

    assertThat(imported(other).answers())
        .extracting(ImportReport.Answer::summary)
        .containsExactly("0 imported, known already: 1 in small-pool, batch one");
  }

  @ParameterizedTest
  @CsvSource({"smal-pool, small-pool"})
  void keysOfAMisspeltPoolAreRefusedWithTheNearestName(String misspelt, String meant) {
    var key = "imports/keys/%s/three.csv".formatted(misspelt);

    assertThat(imported(DropFolder.with(key, "key\nXXXXX-00002\n")).faults())
        .singleElement()
        .asString()
        .startsWith(key)
        .endsWith("the pools with the nearest names: " + meant);
    assertThat(object(key + ".report.json")).doesNotContain("00002");
    assertThatThrownBy(() -> object(key)).isInstanceOf(NoSuchKeyException.class);
  }
}
