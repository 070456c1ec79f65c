package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests attaching files to a support request, reading them, and their refusals. */
@OnCloud
class AttachmentHandlersTest extends AttachmentSteps {
  @Test
  void attachesAnUploadedFile() {
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
  void showsNoIncompleteAttachment() {
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
    "letter.rar, application/vnd.rar",
    "letter.docm, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "letter.exe, application/zip",
    "letter.txt, application/pdf",
    "letter.txt.exe, text/plain",
    "letter, text/plain"
  })
  void rejectsAnotherKindOfFile(String fileName, String mediaType) {
    assertThat(begins(fileName, mediaType, LETTER).refusal()).isEqualTo("422 attachment-rejected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CON.txt", "nul.log.txt", "lpt1.txt", "a:b?.txt", "a*.txt", "a|b.txt", "a<b>.txt"})
  void rejectsNamesThatWindowsCannotStore(String fileName) {
    assertThat(begins(fileName, "text/plain", LETTER).refusal())
        .isEqualTo("422 attachment-rejected");
  }

  @Test
  void saysWhyANameIsRejected() {
    assertThat(begins("CON.txt", "text/plain", LETTER).at("/detail"))
        .contains("'CON.txt' names a device on Windows");
  }

  @ParameterizedTest
  @CsvSource({"0, 422", "1, 201", "26214400, 201", "26214401, 422", "1073741824, 422"})
  void acceptsUpTo25Megabytes(int size, int status) {
    var body = offer("a.txt", "text/plain", LETTER).replace(": " + LETTER.length, ": " + size);

    assertThat(begins(BEGIN.again().withBody(body)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"fileName", "mediaType", "size", "sha256"})
  void namesMissingFields(String field) {
    var body = offer("a.txt", "text/plain", LETTER).replace(field, "other");

    assertThat(begins(BEGIN.again().withBody(body)).at("/errors/0/pointer")).isEqualTo("/" + field);
  }

  @Test
  void attachesNothingWithoutAnUpload() {
    assertThat(completes(begins(BEGIN)).refusal()).isEqualTo("422 attachment-rejected");
    assertThat(attachments()).isEmpty();
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
  void acceptsOnlyTenConcurrentFiles() throws Exception {
    try (var pool = Executors.newFixedThreadPool(4)) {
      var calls =
          IntStream.range(0, 14)
              .<Callable<Integer>>mapToObj(
                  i -> () -> begins("a%s.txt".formatted(i), "text/plain", LETTER).status())
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
  void freesThePlaceOfAnUploadThatNeverCame() {
    for (int i = 0; i < Attachment.MOST; i++) {
      begins("a%s.txt".formatted(i), "text/plain", LETTER);
    }
    fixture.strike(Story.BOUGHT_AT.plus(Attachment.KEPT).minusMillis(1));
    assertThat(begins("b.txt", "text/plain", LETTER).status()).isEqualTo(409);

    fixture.strike(Story.BOUGHT_AT.plus(Attachment.KEPT));
    assertThat(begins("b.txt", "text/plain", LETTER).status()).isEqualTo(201);
  }

  @Test
  void acceptsNoFileOnceItIsClosed() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    fixture.send(
        CloseSupportRequestHandler::new,
        Events.of("close-support-request").withVariable("requestId", request));

    assertThat(begins("b.txt", "text/plain", LETTER).refusal()).isEqualTo("409 request-closed");
    assertThat(completes(begun).refusal()).isEqualTo("409 request-closed");
  }

  @Test
  void isVisibleOnlyToItsPartner() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    completes(begun);

    assertThat(begins(BEGIN.again().ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(reads(on(READ, begun).ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(reads(on(READ, begun).from("AccountAdmin")).refusal())
        .isEqualTo("403 role-required");
  }
}
