package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Object;

class ReportUnreadHandlerTest {
  private static final Events SEEN = Events.of("report-unread");
  private static final String KEY = "imports/keys/windows-server-2019-standard/KEYS.CSV";
  private static final String RELEASE = "imports/catalogue/2026-12/";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private JsonNode answer(String key) {
    return fixture.fire(ReportUnreadHandler::new, SEEN.seenObject(key));
  }

  private List<String> objects() {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    return fixture.cloud().s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private void put(String key, String text) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private String text(String key) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    return fixture.cloud().s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
  }

  @Test
  void writesAReportBesideAFileThatNoFunctionReads() throws IOException {
    var answer = answer(KEY);

    var report = Json.read(text(KEY + ".report.json"));
    assertThat(report.at("/imported").asInt()).isZero();
    assertThat(report.at("/faults/0/file").asText()).isEqualTo("KEYS.CSV");
    assertThat(report.at("/faults/0/detail").asText())
        .contains("save it as imports/keys/windows-server-2019-standard/KEYS.csv");
    assertThat(answer.at("/faults/0")).isEqualTo(report.at("/faults/0"));
  }

  @Test
  void recordsAFileThatNoFunctionReads() {
    answer(KEY);
    answer(KEY);
    answer("imports/keys/office/2026-11.csv");

    assertThat(fixture.log(PartnerId.HOUSE))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.operation()).isEqualTo(Operation.FILE_IMPORTED);
              assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
              assertThat(record.detail()).contains(KEY);
              assertThat(record.reason().orElseThrow()).contains("only key files that end in .csv");
              assertThat(record.by().name()).isEqualTo("123456789012");
            });
  }

  @Test
  void reportsNothingOnAFileThatAFunctionReads() {
    assertThat(answer("imports/keys/office/2026-11.csv").at("/ignored").asBoolean()).isTrue();
    assertThat(answer(KEY + ".report.json").at("/ignored").asBoolean()).isTrue();
    assertThat(objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, "imports/Keys/office/1.csv", "imports/keys.csv"})
  void deletesAMisplacedFileThatMayHoldKeys(String key) {
    put(key, "key\nXXXXX-00001-AAAAA\n");

    assertThat(answer(key).at("/faults/0/detail").asText()).endsWith("because it may hold keys");
    assertThat(objects()).containsExactly(key + ".report.json");
  }

  @Test
  void deletesAFileThatMayHoldKeysEvenIfThatCannotBeRecorded() {
    put(KEY, "key\nXXXXX-00001-AAAAA\n");
    var variables = new HashMap<>(fixture.cloud().environment());
    variables.put("KEYSHELF_TABLE", "no-such-table");

    try (var wiring = Wiring.of(variables, fixture.ports().clock())) {
      assertThatThrownBy(
              () -> fixture.fire(_ -> new ReportUnreadHandler(wiring), SEEN.seenObject(KEY)))
          .isInstanceOf(ResourceNotFoundException.class);
    }

    assertThat(objects()).doesNotContain(KEY);
  }

  @Test
  void keepsAnUnreadFileInTheFolderOfAnotherImport() {
    put("imports/partners/partners.yml", "partners: []");

    answer("imports/partners/partners.yml");

    assertThat(objects()).contains("imports/partners/partners.yml");
  }

  @Test
  void reportsThatAReleaseWaitsForItsManifest() {
    var answer = answer(RELEASE + "prices/us.yaml");

    assertThat(answer.at("/awaits").asText()).isEqualTo(RELEASE + "manifest.yaml");
    assertThat(text(RELEASE + "report.json"))
        .contains("\"file\":\"prices/us.yaml\"", "is read when manifest.yaml arrives");
  }

  @Test
  void keepsTheReportOfAnImport() {
    put(RELEASE + "report.json", "{}");

    answer(RELEASE + "prices/us.yaml");

    assertThat(text(RELEASE + "report.json")).isEqualTo("{}");
  }
}
