package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

class ImportKeysHandlerTest {
  private static final Events DROPPED = Events.of("import-keys");
  private static final String KEY = "imports/keys/windows-server-2019-standard/2026-11.csv";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private String answer(Events event) {
    return fixture.drop(ImportKeysHandler::new, event).toString();
  }

  private void drop(String csv) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture.cloud().s3().putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(csv));
  }

  private int pooled() {
    return fixture.ports().keyPools().pick(Story.POOL, 10).size();
  }

  @Test
  void addsTheKeysOfTheFileToThePoolThatItsFolderNames() {
    drop("key\nXXXXX-00001-AAAAA\n\nXXXXX-00002-AAAAA\n");

    assertThat(answer(DROPPED)).contains("\"imported\":2").contains("\"faults\":[]");
    assertThat(pooled()).isEqualTo(2);
  }

  @Test
  void addsNoKeyTwice() {
    drop("key\nXXXXX-00001-AAAAA\n");
    answer(DROPPED);
    drop("key\nXXXXX-00001-AAAAA\nXXXXX-00002-AAAAA\n");

    assertThat(answer(DROPPED)).contains("\"imported\":1");
    assertThat(pooled()).isEqualTo(2);
  }

  @Test
  void takesNothingOfAFileWithFaultsAndNamesTheirLinesWithoutTheKeys() {
    drop("key\nXXXXX-00001-AAAAA\nxxxxx-secret\nXXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains("\"imported\":0", "\"file\":\"2026-11.csv\"", "\"line\":3", "\"line\":4")
        .doesNotContain("secret")
        .doesNotContain("00001");
    assertThat(pooled()).isZero();
  }

  @Test
  void refusesAFileWithoutItsHeader() {
    drop("XXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains("\"line\":1", "must be a header with a column named key")
        .doesNotContain("00001");
  }

  @Test
  void keepsTheReportOfABatchWhoseEventIsRepeated() {
    drop("key\nXXXXX-00001-AAAAA\n");
    answer(DROPPED);

    assertThat(answer(DROPPED)).contains("\"imported\":0", "\"faults\":[]");
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    var report =
        fixture.cloud().s3().getObjectAsBytes(get -> get.bucket(bucket).key(KEY + ".report.json"));
    assertThat(report.asUtf8String()).contains("\"imported\":1").doesNotContain("00001");
  }

  @Test
  void refusesAFileThatNamesNoPool() {
    assertThat(answer(DROPPED.aboutObject("imports/keys/2026-11.csv")))
        .contains("name it imports/keys/{pool}/{batch}.csv");
  }
}
