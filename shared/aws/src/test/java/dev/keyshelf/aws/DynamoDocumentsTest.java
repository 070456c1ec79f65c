package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

@OnCloud
class DynamoDocumentsTest {
  private static final byte[] FILE = "%PDF-1.7 版".getBytes(StandardCharsets.UTF_8);
  private static final Document PDF = Rendering.aDocument("KS/2020-1", DocumentFormat.PDF, FILE);
  private static final Document UBL = Rendering.aDocument("KS/2020-1", DocumentFormat.UBL, FILE);

  private final CloudFixture cloud;
  private final Wiring ports;
  private final Documents documents;
  private final DocumentFiles files;

  DynamoDocumentsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
    this.documents = ports.documents();
    this.files = ports.documentFiles();
  }

  private static ActivityRecord record(Document document) {
    var act = new Act(new Actor.Schedule("RenderDocuments"), document.renderedAt(), "run");
    return ActivityRecord.of(
        PARTNER,
        act,
        Operation.DOCUMENT_RENDERED,
        Subject.of(document.recorded(), document.fileName()));
  }

  private Commit kept(Document document) {
    return documents.keep(document, record(document));
  }

  private List<ActivityRecord> log() {
    var question =
        new ActivityLog.Question(
            PDF.renderedAt(), PDF.renderedAt().plusSeconds(60), ActivityFilter.NONE);
    return ports.activityLog().list(PARTNER, question, 10, Optional.empty()).records();
  }

  private static Lacking lacking(String number, DocumentFormat format, String... fields) {
    return new Lacking(
        PARTNER,
        number,
        YearMonth.of(2020, 6),
        Currency.getInstance("USD"),
        format,
        List.of(fields).stream().map(field -> new Lack(field, "is missing")).toList());
  }

  @Test
  void keepsADocumentWithItsRecord() {
    assertThat(kept(PDF)).isEqualTo(Commit.DONE);

    assertThat(documents.made(PARTNER, PDF.number())).containsExactly(PDF);
    assertThat(log())
        .extracting(ActivityRecord::subject)
        .containsExactly(Subject.of(PDF.recorded(), "KS-2020-1.pdf"));
  }

  @Test
  void keepsTheFirstDocumentOfANumberAndFormatOnly() {
    kept(PDF);
    var other = Rendering.aDocument(PDF.number(), DocumentFormat.PDF, new byte[] {1});

    assertThat(kept(other)).isEqualTo(Commit.STALE);
    assertThat(kept(UBL)).isEqualTo(Commit.DONE);

    assertThat(documents.made(PARTNER, PDF.number())).containsExactly(PDF, UBL);
    assertThat(log()).hasSize(2);
  }

  @Test
  void listsTheDocumentsOfTheNumberOnly() {
    kept(Rendering.aDocument("KS/2020-10", DocumentFormat.PDF, FILE));

    assertThat(documents.made(PARTNER, "KS/2020-1")).isEmpty();
    assertThat(documents.made(new PartnerId("other"), "KS/2020-10")).isEmpty();
  }

  @Test
  void notesWhatIsMissingUntilTheDocumentIsKept() {
    var first = lacking(PDF.number(), DocumentFormat.PDF, "seller", "buyer");
    var later = lacking(PDF.number(), DocumentFormat.PDF, "buyer");
    var other = lacking("KS/2020-10", DocumentFormat.UBL, "currency");
    documents.note(first);
    documents.note(other);
    assertThat(documents.lacking(PARTNER)).containsExactly(first, other);
    documents.note(later);
    assertThat(documents.lacking(PARTNER, PDF.number())).containsExactly(later);

    kept(PDF);

    assertThat(documents.lacking(PARTNER, PDF.number())).isEmpty();
    assertThat(documents.lacking(PARTNER)).containsExactly(other);
  }

  @Test
  void notesNothingOnceTheDocumentIsKept() {
    kept(PDF);

    documents.note(lacking(PDF.number(), DocumentFormat.PDF, "seller"));

    assertThat(documents.lacking(PARTNER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-06, 2020-07-02T00:00:00Z, true",
    "2020-06, 2020-06-30T00:00:00Z, false",
    "2020-07, 2020-06-30T00:00:00Z, true",
    "2020-05, 2020-07-02T00:00:00Z, false"
  })
  void progressOfAShardNeverGoesBack(YearMonth through, Instant asOf, boolean isLater) {
    var first =
        new Documents.Progress(YearMonth.of(2020, 6), Instant.parse("2020-07-01T00:00:00Z"));
    var next = new Documents.Progress(through, asOf);
    assertThat(documents.progress(3)).isEmpty();
    documents.done(3, first);

    documents.done(3, next);

    assertThat(documents.progress(3)).contains(isLater ? next : first);
    assertThat(documents.progress(4)).isEmpty();
  }

  @Test
  void readsTheFileThatWasKeptAndLinksToIt() throws Exception {
    files.keep(PARTNER, PDF.format(), PDF.sha256(), FILE);
    files.keep(PARTNER, PDF.format(), PDF.sha256(), FILE);

    assertThat(files.read(PDF)).isEqualTo(FILE);
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(files.link(PDF)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.body()).isEqualTo(FILE);
      assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
      assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
          .contains("filename=\"KS-2020-1.pdf\"");
    }
  }

  @Test
  void refusesAFileThatDoesNotHaveItsDigest() {
    var bucket = Interrupted.variable(cloud.environment(), "KEYSHELF_BUCKET");
    var key = DocumentKeys.file(PARTNER, PDF.format(), PDF.sha256());
    cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("other"));

    assertThatThrownBy(() -> files.read(PDF)).hasMessageContaining("does not have its digest");
  }
}
