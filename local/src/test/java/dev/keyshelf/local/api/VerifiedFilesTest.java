package dev.keyshelf.local.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Checks that a link serves exactly the bytes with the SHA-256 that it states, or refuses. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class VerifiedFilesTest {
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final String RELEASE = "imports/catalogue/2026-11";
  private static final String PRODUCT = "products/windows-server-2019-standard.yaml";
  private static final String OBJECT =
      "artifacts/windows-server-2019-standard/en_windows_server_2019_x64.iso";
  private static final String SKU = "ws2019-std-16core:2";

  /** A size that is too large to be read in one piece. */
  private static final int LARGE = 9 * 1024 * 1024;

  private Shop shop;
  private S3Client s3;
  private String bucket;
  private byte[] original;

  @BeforeEach
  void open() throws IOException {
    shop = Shop.open();
    s3 = Stores.s3(shop.machine().storeEnvironment());
    bucket =
        Template.read(Settings.defaultTemplate()).functions().stream()
            .map(FunctionDeclaration::environment)
            .map(variables -> variables.getOrDefault("KEYSHELF_BUCKET", ""))
            .findFirst()
            .orElseThrow();
    original = Files.readAllBytes(SAMPLES.resolve(OBJECT));
  }

  @AfterEach
  void close() {
    s3.close();
    shop.close();
  }

  private String link() {
    var customer = shop.customerOf("partner-a", "US");
    return Shop.link(
        shop.of("partner-a"), Shop.software(shop.order("partner-a", customer, SKU), 1));
  }

  private byte[] fetched(String link) {
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    return shop.nobody().fetch(shop.nobody().get(session).expect(307));
  }

  private void dropped(byte[] bytes) {
    s3.putObject(put -> put.bucket(bucket).key(OBJECT), RequestBody.fromBytes(bytes));
  }

  /** Returns a release whose file has this size and SHA-256. */
  private static Path release(String name, int size, String sha256) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.walk(SAMPLES.resolve(RELEASE))) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        files.put(SAMPLES.resolve(RELEASE).relativize(path).toString(), Files.readString(path));
      }
    }
    files.remove("manifest.yaml");
    files.computeIfPresent(
        PRODUCT,
        (_, text) -> {
          var from = text.indexOf(OBJECT);
          var line = text.indexOf("sha256:", from);
          return text.substring(0, from)
              + text.substring(from, line).replaceFirst("size: \\d+", "size: " + size)
              + text.substring(line).replaceFirst("[0-9a-f]{64}", sha256);
        });
    return DropFolder.release(name, files);
  }

  private static byte[] noise(long seed) {
    var bytes = new byte[LARGE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void servesTheVerifiedBytesEvenIfTheObjectIsReplaced() throws Exception {
    var link = link();

    dropped("another file".getBytes(UTF_8));

    assertThat(fetched(link)).isEqualTo(original);
  }

  @Test
  void refusesAFileOfTheRightSizeButAnotherDigest() throws Exception {
    var other = original.clone();
    other[0] ^= 1;
    var release = release("small", original.length, DropFolder.sha256(other));

    var report = shop.machine().importer().importPath(release);

    assertThat(report.faults())
        .singleElement()
        .asString()
        .contains(PRODUCT, "sha256: the object's SHA-256 is " + DropFolder.sha256(original));
  }

  @Test
  void refusesAReleaseWhoseFileIsNotInTheBucket() throws Exception {
    s3.deleteObject(delete -> delete.bucket(bucket).key(OBJECT));
    var release = release("missing", LARGE, DropFolder.sha256(noise(1)));

    var report = shop.machine().importer().importPath(release);

    assertThat(report.faults())
        .singleElement()
        .asString()
        .contains(PRODUCT, "object: is not in the bucket: " + OBJECT);
  }

  @Test
  void importsALargeFileOnceItIsVerified() throws Exception {
    var large = noise(1);
    dropped(large);

    shop.imports(release("large", LARGE, DropFolder.sha256(large)));

    assertThat(fetched(link())).isEqualTo(large);
  }

  @Test
  void refusesALargeFileOfAnotherDigest() throws Exception {
    dropped(noise(1));

    var report =
        shop.machine().importer().importPath(release("large", LARGE, DropFolder.sha256(noise(2))));

    assertThat(report.faults())
        .singleElement()
        .asString()
        .contains("the object's SHA-256 is " + DropFolder.sha256(noise(1)));
    assertThat(report.answers().getLast().summary()).isEqualTo("refused");
  }

  /** Changes a link to one of an earlier release, which served the dropped object itself. */
  private void isOfAnEarlierRelease(String link, String sha256) {
    var hash = DropFolder.sha256(link.substring("/d/".length()).getBytes(UTF_8));
    try (var dynamo = Stores.dynamoDb(shop.machine().storeEnvironment())) {
      dynamo.updateItem(
          update ->
              update
                  .tableName(dynamo.listTables().tableNames().getFirst())
                  .key(
                      Map.of(
                          "pk",
                          AttributeValue.fromS("LINK#" + hash),
                          "sk",
                          AttributeValue.fromS("-")))
                  .updateExpression("SET artifact.objectKey = :key, artifact.sha256 = :sha256")
                  .conditionExpression("attribute_exists(artifact)")
                  .expressionAttributeValues(
                      Map.of(
                          ":key",
                          AttributeValue.fromS(OBJECT),
                          ":sha256",
                          AttributeValue.fromS(sha256))));
    }
  }

  @Test
  void servesALinkOfAnEarlierReleaseWhoseFileIsVerified() throws Exception {
    var link = link();
    isOfAnEarlierRelease(link, DropFolder.sha256(original));

    assertThat(fetched(link)).isEqualTo(original);
  }

  @Test
  void verifiesTheFileOfAnEarlierReleasesLinkBeforeItCounts() throws Exception {
    var link = link();
    var other = original.clone();
    other[0] ^= 1;
    dropped(other);
    isOfAnEarlierRelease(link, DropFolder.sha256(other));

    assertThat(shop.nobody().start(link, "").refusal()).isEqualTo("409 file-unverified");
    shop.machine().schedules().fire("VerifyArtifacts");

    assertThat(fetched(link)).isEqualTo(other);
  }

  @Test
  void refusesALinkOfAnEarlierReleaseWhoseFileIsGone() {
    var link = link();
    isOfAnEarlierRelease(link, DropFolder.sha256(noise(4)));
    s3.deleteObject(delete -> delete.bucket(bucket).key(OBJECT));

    for (int i = 0; i < 2; i++) {
      assertThat(shop.nobody().start(link, "").refusal()).isEqualTo("409 file-unverified");
      shop.machine().schedules().fire("VerifyArtifacts");
    }
  }

  @Test
  void refusesALinkOfAnEarlierReleaseWhoseFileWasReplaced() throws Exception {
    var link = link();
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    isOfAnEarlierRelease(link, DropFolder.sha256(noise(3)));

    for (int i = 0; i < 2; i++) {
      assertThat(shop.nobody().start(link, "").refusal()).isEqualTo("409 file-unverified");
      assertThat(shop.nobody().get(session).refusal()).isEqualTo("409 file-unverified");
      assertThat(
              shop.nobody()
                  .get(link + "/" + UUID.randomUUID(), "Accept", "application/octet-stream")
                  .status())
          .isEqualTo(409);
      shop.machine().schedules().fire("VerifyArtifacts");
    }
    assertThat(shop.nobody().get(link, "Accept", "application/json").at("/downloadsLeft"))
        .isEqualTo("49");
  }
}
