package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The samples, as an operator drops them into the bucket. */
@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ImportCatalogueHandlerTest {
  private static final Path SAMPLES = Path.of(System.getProperty("keyshelf.root"), "samples");
  private static final String VERSION = "imports/catalogue/2026-11/";

  private CloudFixture cloud;
  private Wiring wiring;

  @BeforeEach
  void dropTheSamples(CloudFixture cloud, @TempDir Path folder) throws IOException {
    this.cloud = cloud;
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    for (var top : new String[] {"artifacts", VERSION}) {
      try (var files = Files.walk(SAMPLES.resolve(top))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          drop(SAMPLES.relativize(file).toString(), RequestBody.fromFile(file));
        }
      }
    }
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private String bucket() {
    return Objects.requireNonNull(cloud.environment().get("KEYSHELF_BUCKET"));
  }

  private void drop(String key, RequestBody body) {
    cloud.s3().putObject(put -> put.bucket(bucket()).key(key), body);
  }

  private void append(String file, String text) throws IOException {
    var before = Files.readString(SAMPLES.resolve(VERSION + file));
    drop(VERSION + file, RequestBody.fromString(before + text));
  }

  private String imported() {
    return Events.of("import-catalogue")
        .to(new ImportCatalogueHandler(wiring)::handleRequest, S3Event.class, Context.class)
        .answer()
        .toString();
  }

  @Test
  void publishesTheVersionAndWritesItsReport() {
    assertThat(imported()).contains("\"imported\":8").contains("\"faults\":[]");

    assertThat(products()).hasSize(8);
    var report =
        cloud.s3().getObjectAsBytes(get -> get.bucket(bucket()).key(VERSION + "report.json"));
    assertThat(report.asUtf8String()).isEqualTo("{\"imported\":8,\"faults\":[]}");
  }

  @Test
  void publishesNothingWhenAFileIsNotTheOneOfTheManifest() throws IOException {
    append("terms/on-premises.yaml", "# one more line\n");

    assertThat(imported())
        .contains("\"imported\":0", "terms/on-premises.yaml: its SHA-256 is not the manifest's");
    assertThat(products()).isEmpty();
  }

  @Test
  void keepsTheEarlierVersionWhenAFileIsMissing() throws IOException {
    imported();
    append("manifest.yaml", "  - {path: products/gone.yaml, sha256: \"00\"}\n");

    assertThat(imported()).contains("products/gone.yaml: the manifest lists it");
    assertThat(products()).hasSize(8);
  }

  @Test
  void refusesAnArtifactThatIsNotOfItsSize() {
    drop(Story.file().objectKey(), RequestBody.fromString("short"));

    assertThat(imported())
        .contains(
            "\"imported\":0",
            "windows-server-2019-standard: the object " + Story.file().objectKey());
  }

  @Test
  void refusesAManifestThatIsNotYamlWithItsLine() {
    drop(VERSION + "manifest.yaml", RequestBody.fromString("release: \"2026-11\"\nfiles: ["));

    assertThat(imported()).contains("\"imported\":0", "manifest.yaml: line ");
  }

  private List<ProductSummary> products() {
    var any = new ProductSearch(List.of(), Optional.empty());
    return wiring.catalogue().list(new Market("US"), any, 100, Optional.empty()).products();
  }
}
