package dev.keyshelf.local.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export writes, what it says, and what a check of its folder finds. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder and the server
final class ExportInvoicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final String TYPE = "application/json";
  private static final String MONTH_PATH = "/v1/invoices/2026-01?limit=1";
  private static final String DOCUMENT = "/v1/documents/KS%2F1";
  private static final String PDF = "%PDF of KS/1";
  private static final String KEPT =
      """
      {"number": "KS/1", "type": "INVOICE", "month": "2026-01", "currency": "KWD",
       "files": [{"format": "PDF", "sha256": "%s", "bytes": 12}], "lacks": [%s]}
      """;
  private static final String CURRENCY =
      "{\"format\": \"UBL\", \"field\": \"currency\", \"reason\": \"has three decimals\"}";

  @TempDir private Path temporary;
  private Path folder;
  private PlayedApi server;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void play() throws IOException {
    folder = temporary.resolve("export");
    server = new PlayedApi();
    server.play(
        MONTH_PATH,
        TYPE,
        200,
        """
        {"state": "ISSUED", "invoices": [{"number": "KS/1", "currency": "KWD"}], "entries": [1]}
        """);
    server.play(DOCUMENT, TYPE, 200, KEPT.formatted(sha256(PDF), CURRENCY));
    server.play(DOCUMENT, "application/pdf", 200, PDF);
    var one = "/v1/invoices/2026-01?currency=KWD";
    server.redirect(one, "text/csv", server.otherAddress() + "/bucket/a.csv?signature=1");
    server.play("/bucket/a.csv?signature=1", "text/csv", 200, "state\r\n");
    server.play(one, "text/csv; profile=reconciliation", 200, "PartnerId\r\n");
    server.play(one + "&limit=200", TYPE, 200, "{\"entries\": [1, 2], \"next\": \"a+b\"}");
    server.play(one + "&limit=200&cursor=a%2Bb", TYPE, 200, "{\"entries\": [3]}");
    statement("CLOSED");
    server.play("/v1/statements/2026-01", "text/csv", 200, "state,month\r\n");
    server.redirect("/v1/statements/2026-01", "application/pdf", "/v1/statements/2026-01/pdf");
    server.play("/v1/statements/2026-01/pdf", "application/pdf", 200, "%PDF statement");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void statement(String state) {
    server.play("/v1/statements/2026-01", TYPE, 200, "{\"state\": \"%s\"}".formatted(state));
  }

  private static String sha256(String text) {
    return ExportFolder.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private ExportInvoices export() {
    return new ExportInvoices(
        new PartnerApi(server.endpoint()), "partner-a", MONTH, MONTH, folder, notices::add);
  }

  private List<String> findings() {
    return new CheckExport(folder).findings();
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("manifest.json")));
  }

  @Test
  void writesEachFormatOfTheDocumentAndOfTheStatement() throws Exception {
    assertThat(export().write())
        .isEqualTo("partner-a from 2026-01 to 2026-01: 1 documents in 7 files, 1 are not there");

    assertThat(folder.resolve("2026-01/KS-1.pdf")).hasContent(PDF);
    assertThat(folder.resolve("2026-01/KS-1.csv")).hasContent("state\r\n");
    assertThat(folder.resolve("2026-01/KS-1-reconciliation.csv")).hasContent("PartnerId\r\n");
    assertThat(JSON.readTree(Files.readString(folder.resolve("2026-01/KS-1.json"))))
        .isEqualTo(JSON.readTree("{\"entries\": [1, 2, 3]}"));
    assertThat(folder.resolve("2026-01/statement.pdf")).hasContent("%PDF statement");
    assertThat(folder.resolve("2026-01/statement.json")).exists();
    assertThat(folder.resolve("2026-01/statement.csv")).hasContent("state,month\r\n");
    assertThat(findings()).isEmpty();
  }

  @Test
  void listsEachFileWithItsDigestAndWhatIsNotThereWithItsReason() throws Exception {
    export().write();

    var pdf = manifest().at("/files/0");
    assertThat(pdf)
        .isEqualTo(
            JSON.readTree(
                """
                {"name": "2026-01/KS-1.pdf", "sha256": "%s", "bytes": 12, "number": "KS/1",
                 "month": "2026-01", "currency": "KWD", "format": "PDF"}
                """
                    .formatted(sha256(PDF))));
    assertThat(manifest().path("absent"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"number": "KS/1", "month": "2026-01", "currency": "KWD", "format": "UBL",
                  "reasons": [{"field": "currency", "reason": "has three decimals"}]}]
                """));
    assertThat(notices).containsExactly("KS/1: no UBL: currency has three decimals");
  }

  @Test
  void sendsNoTokenToTheBucket() throws Exception {
    export().write();

    assertThat(server.asked())
        .filteredOn(asked -> asked.endsWith("without token"))
        .containsExactly("/bucket/a.csv?signature=1 text/csv without token");
  }

  @Test
  void writesTheSameAgainAndFetchesNoDocumentTwice() throws Exception {
    export().write();
    var before = manifest();
    server.asked().clear();

    export().write();

    assertThat(manifest()).isEqualTo(before);
    assertThat(server.asked()).doesNotContain(DOCUMENT + " application/pdf");
    assertThat(notices).noneMatch(said -> said.contains("replaced"));
  }

  @Test
  void goesOnWhereAnExportBrokeOff() throws Exception {
    server.play("/v1/statements/2026-01", TYPE, 403, "{\"code\": \"role-required\"}");
    assertThatThrownBy(() -> export().write())
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("role-required");
    assertThat(findings()).contains("the export has not ended; run it again");

    statement("CLOSED");
    export().write();

    assertThat(findings()).isEmpty();
  }

  @Test
  void saysWhichFileItReplaces() throws Exception {
    export().write();
    Files.writeString(folder.resolve("2026-01/KS-1.pdf"), "%PDF forged");

    export().write();

    assertThat(notices).contains("2026-01/KS-1.pdf had another content; it is replaced");
    assertThat(folder.resolve("2026-01/KS-1.pdf")).hasContent(PDF);
  }

  @Test
  void countsADocumentThatIsNotRenderedYet() throws Exception {
    server.play(DOCUMENT, TYPE, 200, KEPT.formatted(sha256(PDF), ""));
    var export = export();

    export.write();

    assertThat(export.awaited()).isEqualTo(1);
    assertThat(notices).containsExactly("KS/1: no UBL: files is not rendered yet");
  }

  @Test
  void leavesOutWhatCanStillChange() throws Exception {
    server.play(MONTH_PATH, TYPE, 200, "{\"state\": \"PREVIEW\", \"invoices\": [{}]}");
    statement("OPEN");

    export().write();

    assertThat(manifest().path("files")).isEmpty();
    assertThat(notices)
        .containsExactly(
            "2026-01: no INVOICE: state is PREVIEW", "2026-01: no STATEMENT: state is OPEN");
  }

  @Test
  void refusesAFileThatIsNotTheRecordedOne() {
    server.play(DOCUMENT, "application/pdf", 200, "%PDF of another");

    assertThatThrownBy(() -> export().write())
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("another file than the recorded one for 2026-01/KS-1.pdf");
  }

  @Test
  void refusesAFolderWithOtherFiles() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(this::export)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void refusesTheFolderOfAnotherExport() throws Exception {
    export().write();

    assertThatThrownBy(
            () ->
                new ExportInvoices(
                    new PartnerApi(server.endpoint()),
                    "partner-b",
                    MONTH,
                    MONTH,
                    folder,
                    notices::add))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("has the export of partner-a from 2026-01 to 2026-01");
  }

  @Test
  void findsAChangedAMissingAndAnAddedFile() throws Exception {
    export().write();
    Files.writeString(folder.resolve("2026-01/KS-1.csv"), "state,\r\n");
    Files.delete(folder.resolve("2026-01/statement.pdf"));
    Files.writeString(folder.resolve("2026-01/KS-2.pdf"), PDF);

    assertThat(findings())
        .containsExactlyInAnyOrder(
            "2026-01/KS-1.csv has another content than the manifest says",
            "2026-01/statement.pdf is missing",
            "2026-01/KS-2.pdf is not in the manifest");
  }

  @Test
  void findsADocumentWhoseManifestWasChangedWithIt() throws Exception {
    export().write();
    var forged = "%PDF forged!";
    Files.writeString(folder.resolve("2026-01/KS-1.pdf"), forged);
    var text = manifest().toString().replaceFirst(sha256(PDF), "kept");
    text = text.replaceFirst(sha256(PDF), sha256(forged)).replaceFirst("kept", sha256(PDF));
    Files.writeString(folder.resolve("manifest.json"), text);

    assertThat(findings())
        .containsExactly("2026-01/KS-1.pdf has another SHA-256 than the server recorded for KS/1");
  }

  @Test
  void readsNoFileOutsideItsFolder() throws Exception {
    export().write();
    var text = Files.readString(folder.resolve("manifest.json"));
    Files.writeString(temporary.resolve("secret"), PDF);
    Files.writeString(
        folder.resolve("manifest.json"), text.replace("2026-01/KS-1.pdf", "../secret"));

    assertThat(findings()).contains("../secret is missing");
  }
}
