package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.Enforced;
import dev.keyshelf.testkit.cloud.NeedsEnforced;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class AttachmentHandlersTest {
  private static final Events BEGIN = Events.of("begin-attachment");
  private static final Events COMPLETE = Events.of("complete-attachment");
  private static final Events READ = Events.of("read-attachment");
  private static final byte[] LETTER =
      "Dear Sirs,\nwe want our money back.\n".getBytes(StandardCharsets.UTF_8);

  private final StoppedClock clock = new StoppedClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private CloudFixture cloud;
  private Wiring wiring;
  private String request;

  @BeforeEach
  void ask(CloudFixture fixture, @TempDir Path folder) {
    cloud = fixture;
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.exists(wiring.customers(), Story.customerIn("US"));
    Story.isPlaced(wiring.orders(), Story.order(Story.licences()));
    request =
        Events.of("create-support-request")
            .to(
                new CreateSupportRequestHandler(wiring)::handleRequest,
                APIGatewayV2HTTPEvent.class,
                Context.class)
            .at("/requestId");
  }

  @AfterEach
  void close() {
    http.close();
    wiring.close();
  }

  private Reply begins(Events event) {
    return event
        .withVariable("requestId", request)
        .to(
            new BeginAttachmentHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);
  }

  private Reply begins(String fileName, String mediaType, byte[] content) {
    return begins(BEGIN.again().withBody(offer(fileName, mediaType, content)));
  }

  private static String offer(String fileName, String mediaType, byte[] content) {
    return """
    {"fileName": "%s", "mediaType": "%s", "size": %d, "sha256": "%s"}
    """
        .formatted(fileName, mediaType, content.length, sha256(content));
  }

  private Reply completes(Reply begun) {
    return on(COMPLETE.again(), begun)
        .to(
            new CompleteAttachmentHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);
  }

  private Reply reads(Events event) {
    return event.to(
        new ReadAttachmentHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  private Events on(Events event, Reply begun) {
    return event
        .withVariable("requestId", request)
        .withVariable("attachmentId", begun.at("/attachmentId"));
  }

  private JsonNode attachments() {
    return Events.of("read-support-requests")
        .onRoute("GET /v1/support-requests/{requestId}")
        .withVariable("requestId", request)
        .to(
            new ReadSupportRequestsHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class)
        .json()
        .get("attachments");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** Uploads as the answer says; the client counts the length by itself. */
  private int uploads(Reply begun, byte[] content) {
    return uploads(begun, content, Map.of());
  }

  private int uploads(Reply begun, byte[] content, Map<String, String> otherwise) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    begun
        .json()
        .at("/upload/headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.putAll(otherwise);
    headers.remove("content-length");
    var put =
        HttpRequest.newBuilder(URI.create(begun.at("/upload/url")))
            .PUT(BodyPublishers.ofByteArray(content));
    headers.forEach(put::header);
    return sent(put).statusCode();
  }

  private HttpResponse<byte[]> sent(HttpRequest.Builder builder) {
    try {
      return http.send(builder.build(), BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new AssertionError("the store does not answer", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", interrupted);
    }
  }

  private HttpResponse<byte[]> fetched(Reply begun) {
    var url = reads(on(READ, begun)).at("/download/url");
    return sent(HttpRequest.newBuilder(URI.create(url)));
  }

  @Test
  void attachesWhatWasUploaded() {
    var begun = begins(BEGIN);
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    assertThat(uploads(begun, LETTER)).isEqualTo(200);
    var completed = completes(begun);

    assertThat(completed.at("/state")).as(completed.text()).isEqualTo("ATTACHED");
    assertThat(attachments()).containsExactly(completed.json());
    assertThat(fetched(begun).body()).isEqualTo(LETTER);
  }

  @Test
  void servesItAsAFileAndNeverAsAPage() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    completes(begun);
    var headers = fetched(begun).headers();

    assertThat(headers.firstValue("content-disposition").orElse(""))
        .startsWith("attachment; filename=\"letter.txt\"");
    assertThat(headers.firstValue("content-type")).contains("application/octet-stream");
  }

  @Test
  void signsExactlySizeTypeAndHash() {
    var url = begins(BEGIN).at("/upload/url");

    assertThat(url)
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256",
            "X-Amz-Expires=600", "/support/_uploads/partner-a/" + request + "/");
  }

  @Test
  void showsNothingThatIsNotComplete() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);

    assertThat(attachments()).isEmpty();
    assertThat(reads(on(READ, begun)).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "../../letter.txt, text/plain",
    "a/letter.txt, text/plain",
    "a\\\\letter.txt, text/plain",
    "C:letter.txt, text/plain",
    ".txt, text/plain",
    "letter.html, text/html",
    "letter.html, text/plain",
    "letter.svg, image/svg+xml",
    "letter.zip, application/zip",
    "letter.txt, application/pdf",
    "letter.txt.exe, text/plain",
    "letter, text/plain"
  })
  void rejectsAnotherKindOfFile(String fileName, String mediaType) {
    assertThat(begins(fileName, mediaType, LETTER).refusal()).isEqualTo("422 attachment-rejected");
  }

  @ParameterizedTest
  @CsvSource({"0, 422", "1, 201", "26214400, 201", "26214401, 422", "1073741824, 422"})
  void takesUpTo25Megabytes(int size, int status) {
    var body = offer("a.txt", "text/plain", LETTER).replace(": " + LETTER.length, ": " + size);

    assertThat(begins(BEGIN.again().withBody(body)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"fileName", "mediaType", "size", "sha256"})
  void namesWhatIsMissing(String field) {
    var body = offer("a.txt", "text/plain", LETTER).replace(field, "other");

    assertThat(begins(BEGIN.again().withBody(body)).at("/errors/0/pointer")).isEqualTo("/" + field);
  }

  @Test
  void attachesNothingThatWasNotUploaded() {
    assertThat(completes(begins(BEGIN)).refusal()).isEqualTo("422 attachment-rejected");
    assertThat(attachments()).isEmpty();
  }

  @Test
  void takesTheUploadOfAnotherHashByNoUrl() {
    var begun = begins(BEGIN);

    assertThat(uploads(begun, otherLetter())).isEqualTo(400);
    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
  }

  @Test
  void attachesNothingOfAnotherHashHoweverItCame() {
    var begun = begins(BEGIN);
    appears(begun, otherLetter());
    var refused = completes(begun);

    assertThat(refused.refusal()).isEqualTo("422 attachment-rejected");
    assertThat(refused.at("/detail")).contains("SHA-256");
    assertThat(attachments()).isEmpty();
  }

  @Test
  void attachesNothingOfAnotherSizeHoweverItCame() {
    var begun = begins(BEGIN);
    appears(begun, Arrays.copyOf(LETTER, LETTER.length + 1));

    assertThat(completes(begun).at("/detail")).contains("36 bytes were uploaded, not 35");
  }

  private static byte[] otherLetter() {
    var other = LETTER.clone();
    other[0] = 'd';
    return other;
  }

  /** What is at the place of an upload, by whatever way. */
  private void appears(Reply begun, byte[] content) {
    var key = "support/_uploads/partner-a/%s/%s".formatted(request, begun.at("/attachmentId"));
    var bucket = cloud.template().buckets().getFirst().name();
    cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  @ParameterizedTest
  @CsvSource({"letter.pdf, application/pdf", "letter.png, image/png", "letter.jpg, image/jpeg"})
  void attachesNothingThatDoesNotBeginAsItsType(String fileName, String mediaType) {
    var begun = begins(fileName, mediaType, LETTER);
    assertThat(uploads(begun, LETTER)).isEqualTo(200);

    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
    assertThat(attachments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.pdf, application/pdf, 255044462D312E37",
    "a.png, image/png, 89504E470D0A1A0A00",
    "A.JPEG, IMAGE/JPEG, FFD8FFE000",
    "a.csv, text/csv, 612C620D0A"
  })
  void attachesWhatBeginsAsItsType(String fileName, String mediaType, String hex) {
    var content = HexFormat.of().parseHex(hex);
    var begun = begins(fileName, mediaType, content);
    uploads(begun, content);

    assertThat(completes(begun).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"255044462D312E37", "89504E470D0A1A0A", "00", "4D5A9000"})
  void attachesNothingAsTextThatIsNone(String hex) {
    var content = HexFormat.of().parseHex(hex);
    var begun = begins("a.txt", "text/plain", content);
    uploads(begun, content);

    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
  }

  @Test
  void keepsWhatWasCheckedWhateverIsUploadedLater() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    completes(begun);
    appears(begun, otherLetter());

    assertThat(fetched(begun).body()).isEqualTo(LETTER);
  }

  @Test
  @NeedsEnforced(Enforced.SIGNATURES_OF_URLS)
  void takesTheUploadOfAnotherSizeOrTypeByNoUrl() {
    var begun = begins(BEGIN);

    assertThat(uploads(begun, Arrays.copyOf(LETTER, LETTER.length + 1))).isEqualTo(403);
    assertThat(uploads(begun, LETTER, Map.of("content-type", "text/html"))).isEqualTo(403);
    assertThat(uploads(begun, LETTER, Map.of("x-amz-checksum-sha256", "AAAA"))).isEqualTo(403);
  }

  @Test
  void attachesOnce() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    var first = completes(begun);

    assertThat(completes(begun).text()).isEqualTo(first.text());
    assertThat(attachments()).hasSize(1);
  }

  @Test
  void beginsOnce() {
    var first = begins(BEGIN);
    var again = begins(BEGIN);

    assertThat(again.at("/attachmentId")).isEqualTo(first.at("/attachmentId"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(uploads(again, LETTER)).isEqualTo(200);
    completes(first);
    assertThat(begins(BEGIN).json().has("upload")).isFalse();
    assertThat(begins(BEGIN.withBody(offer("b.txt", "text/plain", LETTER))).refusal())
        .isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void takesTenFilesAndNoMoreHoweverManyComeAtOnce() throws Exception {
    try (var pool = Executors.newFixedThreadPool(4)) {
      var calls =
          IntStream.range(0, 14)
              .<Callable<Integer>>mapToObj(
                  i -> () -> begins("a%d.txt".formatted(i), "text/plain", LETTER).status())
              .toList();
      var statuses =
          pool.invokeAll(calls).stream().map(AttachmentHandlersTest::got).sorted().toList();
      assertThat(statuses.subList(0, 10)).containsOnly(201);
      assertThat(statuses.subList(10, 14)).containsOnly(409);
    }
    assertThat(begins("more.txt", "text/plain", LETTER).refusal())
        .isEqualTo("409 too-many-attachments");
  }

  private static Integer got(Future<Integer> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new AssertionError("a caller fell", failed);
    }
  }

  @Test
  void givesThePlaceOfAnUploadThatNeverCameToAnother() {
    for (int i = 0; i < Attachment.MOST; i++) {
      begins("a%d.txt".formatted(i), "text/plain", LETTER);
    }
    clock.strike(Story.BOUGHT_AT.plus(Attachment.KEPT).minusMillis(1));
    assertThat(begins("b.txt", "text/plain", LETTER).status()).isEqualTo(409);

    clock.strike(Story.BOUGHT_AT.plus(Attachment.KEPT));
    assertThat(begins("b.txt", "text/plain", LETTER).status()).isEqualTo(201);
  }

  @Test
  void takesNoFileOnceItIsClosed() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    Events.of("close-support-request")
        .withVariable("requestId", request)
        .to(
            new CloseSupportRequestHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);

    assertThat(begins("b.txt", "text/plain", LETTER).refusal()).isEqualTo("409 request-closed");
    assertThat(completes(begun).refusal()).isEqualTo("409 request-closed");
  }

  @Test
  void isThePartnersOwn() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    completes(begun);

    assertThat(begins(BEGIN.again().ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(reads(on(READ, begun).ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(reads(on(READ, begun).from("AccountAdmin")).refusal())
        .isEqualTo("403 role-required");
  }
}
