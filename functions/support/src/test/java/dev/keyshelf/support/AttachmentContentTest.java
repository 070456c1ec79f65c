package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.cloud.Enforced;
import dev.keyshelf.testkit.cloud.NeedsEnforced;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** That a file is attached only if it is the one that was offered, and begins as its type. */
@OnCloud
class AttachmentContentTest extends AttachmentSteps {
  @Test
  void signsExactlySizeTypeAndHash() {
    var url = begins(BEGIN).at("/upload/url");

    assertThat(url)
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256",
            "X-Amz-Expires=600", "/support/_uploads/partner-a/" + request + "/");
  }

  @Test
  void takesTheUploadOfAnotherHashByNoUrl() {
    var begun = begins(BEGIN);

    assertThat(uploads(begun, otherLetter())).isEqualTo(400);
    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
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

  @Test
  void keepsWhatWasCheckedWhateverIsUploadedLater() {
    var begun = begins(BEGIN);
    uploads(begun, LETTER);
    completes(begun);
    appears(begun, otherLetter());

    assertThat(fetched(begun).body()).isEqualTo(LETTER);
  }

  private static byte[] otherLetter() {
    var other = LETTER.clone();
    other[0] = 'd';
    return other;
  }

  /** What is at the place of an upload, by whatever way. */
  private void appears(Reply begun, byte[] content) {
    var key = "support/_uploads/partner-a/%s/%s".formatted(request, begun.at("/attachmentId"));
    var bucket = fixture.cloud().template().buckets().getFirst().name();
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
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
}
