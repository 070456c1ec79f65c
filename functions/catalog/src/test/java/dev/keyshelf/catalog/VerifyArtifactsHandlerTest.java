package dev.keyshelf.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.catalog.FileVerification.Summary;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tests that served files are the verified ones, of any size, even if an object is replaced. */
class VerifyArtifactsHandlerTest {
  private static final Instant FIRST = Instant.parse("2026-11-20T08:05:00Z");
  private static final byte[] LARGE = noise(1, FileVerification.PART + 1);
  private static final byte[] OTHER = noise(2, LARGE.length);

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  private static byte[] noise(long seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Returns a catalogue with this file. */
  private static Supply of(byte[] file, int size) {
    return Supply.small()
        .replacing("products/server.yaml", "size: 5", "size: " + size)
        .replacing("products/server.yaml", Supply.SHA_256, Hash.sha256(file));
  }

  private static Supply ofLarge() {
    return of(LARGE, LARGE.length);
  }

  private void dropped(byte[] file) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(
            put -> put.bucket(bucket).key(Supply.OBJECT), RequestBody.fromBytes(file.clone()));
  }

  private JsonNode imported(Supply supply) {
    place.drop(supply);
    dropped(LARGE);
    return place.imported();
  }

  private JsonNode fired() {
    return fixture.fire(
        VerifyArtifactsHandler::new,
        Events.of("verify-artifacts").withTimeLeft(Duration.ofMinutes(15)));
  }

  private JsonNode report() throws IOException {
    return Json.read(place.read(Supply.DIRECTORY + "report.json"));
  }

  private byte[] served(byte[] file) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    var key = Artifact.verifiedKey(Hash.sha256(file));
    return fixture
        .cloud()
        .s3()
        .getObjectAsBytes(get -> get.bucket(bucket).key(key))
        .asByteArrayUnsafe();
  }

  private List<String> names() {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    return fixture
        .cloud()
        .s3()
        .listObjectsV2(list -> list.bucket(bucket).prefix("verified/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private FileVerification verification() {
    return new FileVerification(
        fixture.ports().artifactFiles(), fixture.ports().verifications(), fixture.ports().clock());
  }

  /** Returns time for this many parts. */
  private static TimeLeft forParts(int parts) {
    Iterator<Duration> left =
        Stream.concat(
                Stream.generate(() -> Duration.ofMinutes(1)).limit(parts + 1L),
                Stream.generate(() -> Duration.ZERO))
            .iterator();
    return TimeLeft.of(left::next);
  }

  @Test
  void publishesNothingBeforeALargeFileIsVerified() throws IOException {
    var answer = imported(ofLarge());

    assertThat(answer.path("verifying").asInt()).isEqualTo(1);
    assertThat(Supply.faults(answer)).isEmpty();
    assertThat(report().path("verifying").asInt()).isEqualTo(1);
    assertThat(place.products()).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void publishesTheCatalogueWhenItsLargeFileIsVerified() throws IOException {
    imported(ofLarge());

    var answer = fired();

    assertThat(answer.path("verified").asInt()).isEqualTo(1);
    assertThat(answer.path("importsEnded").asInt()).isEqualTo(1);
    assertThat(answer.path("importsWaiting").asInt()).isZero();
    assertThat(place.products()).hasSize(1);
    assertThat(report().path("imported").asInt()).isEqualTo(1);
    assertThat(report().has("verifying")).isFalse();
    assertThat(served(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void servesFilesOnlyUnderTheirDigest() {
    imported(ofLarge());
    fired();

    var artifact =
        fixture.ports().catalogue().artifacts(place.products().getFirst().product().id());
    assertThat(artifact)
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.isVerified()).isTrue();
              assertThat(file.objectKey()).isEqualTo("verified/" + Hash.sha256(LARGE));
            });
  }

  @Test
  void refusesALargeFileOfAnotherDigestAndTheRightSize() throws IOException {
    imported(of(OTHER, LARGE.length));

    var answer = fired();

    assertThat(answer.path("failed").asInt()).isEqualTo(1);
    assertThat(Supply.faults(report()))
        .containsExactly(
            "products/server.yaml:30: artifacts[0].sha256: the object's SHA-256 is "
                + Hash.sha256(LARGE));
    assertThat(place.products()).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesALargeFileThatIsKnownToDifferDuringTheImport() {
    imported(of(OTHER, LARGE.length));
    fired();

    assertThat(Supply.faults(place.imported()))
        .singleElement()
        .asString()
        .contains("the object's SHA-256 is");
  }

  @Test
  void checksAgainWhenAnotherFileIsUploaded() {
    imported(of(OTHER, LARGE.length));
    fired();

    dropped(OTHER);
    assertThat(place.imported().path("verifying").asInt()).isEqualTo(1);
    fired();

    assertThat(place.products()).hasSize(1);
    assertThat(served(OTHER)).isEqualTo(OTHER);
  }

  @Test
  void refusesASmallFileOfAnotherDigestAndTheRightSize() {
    var supply =
        Supply.small()
            .replacing("products/server.yaml", Supply.SHA_256, Hash.sha256(new byte[] {1}));

    assertThat(Supply.faults(place.imported(supply)))
        .containsExactly(
            "products/server.yaml:30: artifacts[0].sha256: the object's SHA-256 is "
                + Supply.SHA_256);
    assertThat(place.products()).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void continuesInALaterRunWhereAnEarlierOneStopped() {
    imported(ofLarge());

    assertThat(verification().run(forParts(1))).isEqualTo(new Summary(0, 0, 1));
    assertThat(progress().offset()).isEqualTo(FileVerification.PART);
    assertThat(names()).isEmpty();
    assertThat(verification().run(forParts(1))).isEqualTo(new Summary(1, 0, 0));

    assertThat(served(LARGE)).isEqualTo(LARGE);
  }

  private Verification.Progress progress() {
    return fixture.ports().verifications().list().getFirst().progress().orElseThrow();
  }

  @Test
  void startsAgainIfTheFileIsReplacedBetweenTwoRuns() {
    imported(of(OTHER, LARGE.length));
    verification().run(forParts(1));

    dropped(OTHER);
    fired();

    assertThat(served(OTHER)).isEqualTo(OTHER);
  }

  @Test
  void startsAgainIfItsPartsAreGone() {
    imported(ofLarge());
    verification().run(forParts(1));
    fixture.ports().artifactFiles().abandon(Hash.sha256(LARGE), progress().upload());

    assertThat(fired().path("left").asInt()).isEqualTo(1);
    assertThat(fired().path("verified").asInt()).isEqualTo(1);

    assertThat(served(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void leavesAFileToAnotherRunUntilItsLeaseExpires() {
    imported(ofLarge());
    var verifications = fixture.ports().verifications();
    var waiting = verifications.list().getFirst();
    assertThat(verifications.take(waiting, "another run", fixture.now())).isPresent();

    assertThat(verification().run(TimeLeft.ENDLESS)).isEqualTo(new Summary(0, 0, 1));
    fixture.strike(fixture.now().plus(Verification.LEASE));
    assertThat(verification().run(TimeLeft.ENDLESS)).isEqualTo(new Summary(1, 0, 0));
  }

  @Test
  void neverChangesServedFiles() {
    place.imported(Supply.small());
    fixture.ports().artifactFiles().keep(Supply.SHA_256, "other".getBytes(UTF_8));

    place.drop(Supply.OBJECT, "other");

    assertThat(served("bytes".getBytes(UTF_8))).isEqualTo("bytes".getBytes(UTF_8));
  }

  @Test
  void keepsTheFirstOfTwoConcurrentCopies() {
    var files = fixture.ports().artifactFiles();
    var sha256 = Hash.sha256(LARGE);
    var first = files.begin(sha256);
    var second = files.begin(sha256);
    files.keepPart(sha256, first, 1, LARGE);
    files.keepPart(sha256, second, 1, OTHER);

    assertThat(files.finish(sha256, first, 1)).isTrue();
    assertThat(files.finish(sha256, second, 1)).isTrue();

    assertThat(served(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void needsNoUploadedFileOnceItIsVerified() {
    place.imported(Supply.small(), FIRST);
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    var dearer = Supply.small().replacing("prices/us.yaml", "\"980.00\"", "\"999.00\"");
    place.drop(dearer);
    fixture.cloud().s3().deleteObject(delete -> delete.bucket(bucket).key(Supply.OBJECT));

    var answer =
        fixture.drop(
            ImportCatalogueHandler::new,
            Events.of("import-catalogue").droppedAt(FIRST.plusSeconds(1)));

    assertThat(Supply.faults(answer)).isEmpty();
    assertThat(answer.path("imported").asInt()).isEqualTo(1);
  }

  @Test
  void refusesAWaitingImportThatALaterOneHasSuperseded() throws IOException {
    place.drop(ofLarge());
    dropped(LARGE);
    fixture.drop(ImportCatalogueHandler::new, Events.of("import-catalogue").droppedAt(FIRST));
    var other = "imports/catalogue/2026-12/";
    var later = Supply.small();
    later.files().forEach((path, text) -> place.drop(other + path, text));
    place.drop(other + "manifest.yaml", later.manifest());
    place.drop(Supply.OBJECT, "bytes");
    fixture.drop(
        ImportCatalogueHandler::new,
        Events.of("import-catalogue")
            .aboutObject(other + "manifest.yaml")
            .droppedAt(FIRST.plusSeconds(1)));
    dropped(LARGE);

    fired();

    assertThat(Supply.faults(report())).singleElement().asString().contains("was supplied later");
  }

  @Test
  void forgetsAnImportWhoseManifestIsGone() {
    imported(ofLarge());
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .deleteObject(delete -> delete.bucket(bucket).key(Supply.DIRECTORY + "manifest.yaml"));

    assertThat(fired().path("importsWaiting").asInt()).isZero();
    assertThat(place.products()).isEmpty();
  }
}
