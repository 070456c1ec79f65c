package dev.keyshelf.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.contract.AnotherApi;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Serves several data folders on the stores that the environment names. */
@AnotherApi
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class NamedStoresTest {
  @TempDir private Path folder;
  private EmbeddedCloud cloud;
  private S3Client files;

  @BeforeEach
  void layOutAProjectWithFewSamples() throws IOException {
    Files.copy(Settings.defaultTemplate(), folder.resolve("template.yaml"));
    var partners = Path.of("imports/partners/partners.yaml");
    Files.createDirectories(folder.resolve("samples").resolve(partners).getParent());
    Files.writeString(
        folder.resolve("samples").resolve(partners),
        "partners: [{id: partner-a, name: Any, suspended: false, eligiblePrograms: []}]\n");
    cloud = EmbeddedCloud.start(null);
    files = Stores.s3(cloud.environment());
  }

  @AfterEach
  void stop() {
    files.close();
    cloud.close();
  }

  private Settings settings(String data) {
    return Settings.inMemory(folder.resolve("template.yaml"))
        .withData(folder.resolve(data))
        .withClockOffset(Beginning.offset())
        .withEnvironment(cloud.environment());
  }

  private void serve(Settings settings) {
    OneMachine.start(settings).close();
  }

  private Path key(String data) {
    return folder.resolve(data).resolve("vault.key");
  }

  /** Returns the keys of all imported files, and deletes the files from the bucket. */
  private List<String> imported() {
    var bucket =
        files.listBuckets().buckets().stream()
            .map(each -> each.name())
            .filter(name -> name.contains("-files-"))
            .findFirst()
            .orElseThrow();
    var keys =
        files.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
            .map(S3Object::key)
            .filter(key -> !key.endsWith("report.json"))
            .toList();
    keys.forEach(key -> files.deleteObject(delete -> delete.bucket(bucket).key(key)));
    return keys;
  }

  @Test
  void refusesAFolderWithOtherKeysAndWritesNoKeys() throws IOException {
    serve(settings("one"));

    assertThatThrownBy(() -> serve(settings("two")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("copy its vault.key to " + key("two"));
    assertThat(key("two")).doesNotExist();

    serve(Settings.inMemory(folder.resolve("template.yaml")).withData(folder.resolve("elsewhere")));
    Files.copy(key("elsewhere"), key("two"));
    assertThatThrownBy(() -> serve(settings("two")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("with other keys");
    assertThatThrownBy(() -> Backstage.open(settings("two")).close())
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("with other keys")
        .message()
        .doesNotContain("\n", Files.readString(key("two")).strip());
  }

  @Test
  void importsTheSamplesIntoNewStoresOnceForAllFolders() throws IOException {
    serve(settings("one"));
    assertThat(imported()).containsExactly("imports/partners/partners.yaml");

    Files.createDirectories(folder.resolve("two"));
    Files.copy(key("one"), key("two"));
    serve(settings("two"));
    serve(settings("one"));

    assertThat(imported()).isEmpty();
  }

  @Test
  void leavesStoresWithoutSamplesEmpty() {
    serve(settings("one").withoutSamples());
    serve(settings("one"));

    assertThat(imported()).isEmpty();
  }

  @Test
  void retriesTheSamplesAfterAFailedStart() throws IOException {
    var broken = folder.resolve("samples/imports/partners/broken.yaml");
    Files.writeString(broken, "partners: [");
    assertThatThrownBy(() -> serve(settings("one"))).isInstanceOf(UserFault.class);
    imported();
    Files.delete(broken);

    serve(settings("one"));

    assertThat(imported()).containsExactly("imports/partners/partners.yaml");
  }

  @Test
  void refusesAFolderThatLacksAVersionOfTheHashKey() throws IOException {
    serve(settings("one"));
    var first = Files.readString(key("one"));
    Files.writeString(key("one"), first + "q".repeat(42) + "g=\n");
    serve(settings("one"));
    Files.writeString(key("one"), first);

    assertThatThrownBy(() -> serve(settings("one")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("2 in total");
  }
}
