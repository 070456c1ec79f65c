package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.cloud.Enforced;
import dev.keyshelf.testkit.cloud.NeedsEnforced;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests that a file is attached only if it is the announced one and has its type's first bytes. */
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
  void refusesAnUploadWithAnotherHash() {
    var begun = begins(BEGIN);

    assertThat(uploads(begun, otherLetter())).isEqualTo(400);
    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
  }

  @Test
  @NeedsEnforced(Enforced.SIGNATURES_OF_URLS)
  void refusesAnUploadWithAnotherSizeOrType() {
    var begun = begins(BEGIN);

    assertThat(uploads(begun, Arrays.copyOf(LETTER, LETTER.length + 1))).isEqualTo(403);
    assertThat(uploads(begun, LETTER, Map.of("content-type", "text/html"))).isEqualTo(403);
    assertThat(uploads(begun, LETTER, Map.of("x-amz-checksum-sha256", "AAAA"))).isEqualTo(403);
  }

  @Test
  void attachesNoFileWithAnotherHash() {
    var begun = begins(BEGIN);
    appears(begun, otherLetter());
    var refused = completes(begun);

    assertThat(refused.refusal()).isEqualTo("422 attachment-rejected");
    assertThat(refused.at("/detail")).contains("SHA-256");
    assertThat(attachments()).isEmpty();
  }

  @Test
  void attachesNoFileWithAnotherSize() {
    var begun = begins(BEGIN);
    appears(begun, Arrays.copyOf(LETTER, LETTER.length + 1));

    assertThat(completes(begun).at("/detail")).contains("36 bytes were uploaded, not 35");
  }

  @Test
  void keepsTheCheckedFileDespiteLaterUploads() {
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

  /** Puts content at the place of an upload, without its URL. */
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
  void attachesNoFileThatDoesNotBeginAsItsType(String fileName, String mediaType) {
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
    "a.csv, text/csv, 612C620D0A",
    "a.eml, message/rfc822, 52656365697665643A2066726F6D20610D0A",
    "a.eml, message/rfc822, 46726F6D20610A53756261743A20620A",
    "a.msg, application/vnd.ms-outlook, D0CF11E0A1B11AE100",
    "IMG_1.HEIC, image/heic, 00000018667479706865696300000000",
    "a.zip, application/zip, 504B030414",
    "a.zip, application/x-zip-compressed, 504B0506"
  })
  void attachesFilesThatBeginAsTheirType(String fileName, String mediaType, String hex) {
    var content = HexFormat.of().parseHex(hex);
    var begun = begins(fileName, mediaType, content);
    uploads(begun, content);

    assertThat(completes(begun).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "a.docx, wordprocessingml.document, [Content_Types].xml, 200",
    "a.docx, wordprocessingml.document, word/document.xml, 200",
    "a.docx, wordprocessingml.document, xl/workbook.xml, 422",
    "a.docx, wordprocessingml.document, payload.exe, 422",
    "a.xlsx, spreadsheetml.sheet, [Content_Types].xml, 200",
    "a.xlsx, spreadsheetml.sheet, xl/workbook.xml, 200",
    "a.xlsx, spreadsheetml.sheet, word/document.xml, 422"
  })
  void attachesOfficeFilesByTheirFirstEntry(String fileName, String kind, String entry, int status)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(LETTER);
    }
    var type = "application/vnd.openxmlformats-officedocument." + kind;
    var begun = begins(fileName, type, bytes.toByteArray());
    uploads(begun, bytes.toByteArray());

    assertThat(completes(begun).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
        + " D0CF11E0A1B11AE1",
    "a.eml, message/rfc822, 44656172205369720A",
    "a.eml, message/rfc822, 255044462D312E373A",
    "a.msg, application/vnd.ms-outlook, 504B0304",
    "a.heic, image/heic, 00000018667479706D70343200000000",
    "a.heic, image/heic, FFD8FFE000",
    "a.zip, application/zip, 526172211A07"
  })
  void attachesNoOtherFileUnderANewName(String fileName, String mediaType, String hex) {
    var content = HexFormat.of().parseHex(hex);
    var begun = begins(fileName, mediaType, content);
    uploads(begun, content);

    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
  }

  @Test
  void listsAnArchiveAsOne() {
    var content = HexFormat.of().parseHex("504B0506");
    var begun = begins("logs.zip", "application/x-zip-compressed", content);
    uploads(begun, content);
    completes(begun);

    assertThat(attachments().at("/0/mediaType").asText()).isEqualTo("application/zip");
    assertThat(attachments().at("/0/archive").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"255044462D312E37", "89504E470D0A1A0A", "00", "4D5A9000"})
  void attachesNoBinaryFileAsText(String hex) {
    var content = HexFormat.of().parseHex(hex);
    var begun = begins("a.txt", "text/plain", content);
    uploads(begun, content);

    assertThat(completes(begun).refusal()).isEqualTo("422 attachment-rejected");
  }
}
