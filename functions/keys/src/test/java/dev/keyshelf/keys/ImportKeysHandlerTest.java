package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ImportKeysHandlerTest {
  private static final Events DROPPED = Events.of("import-keys");
  private static final String KEY = "imports/keys/windows-server-2019-standard/2026-11.csv";

  private CloudFixture cloud;
  private Wiring wiring;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    this.cloud = cloud;
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private String answer(Events event) {
    return event
        .to(new ImportKeysHandler(wiring)::handleRequest, S3Event.class, Context.class)
        .answer()
        .toString();
  }

  private void drop(String csv) {
    var bucket = cloud.environment().get("KEYSHELF_BUCKET");
    cloud.s3().putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(csv));
  }

  private int pooled() {
    return wiring.keyPools().pick(Story.POOL, 10).size();
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
        .contains("\"line\":1", "must be the header: key")
        .doesNotContain("00001");
  }

  @Test
  void keepsTheReportOfABatchWhoseEventIsRepeated() {
    drop("key\nXXXXX-00001-AAAAA\n");
    answer(DROPPED);

    assertThat(answer(DROPPED)).contains("\"imported\":0", "\"faults\":[]");
    var bucket = cloud.environment().get("KEYSHELF_BUCKET");
    var report = cloud.s3().getObjectAsBytes(get -> get.bucket(bucket).key(KEY + ".report.json"));
    assertThat(report.asUtf8String()).contains("\"imported\":1").doesNotContain("00001");
  }

  @Test
  void refusesAFileThatNamesNoPool() {
    assertThat(answer(DROPPED.aboutObject("imports/keys/2026-11.csv")))
        .contains("name it imports/keys/{pool}/{batch}.csv");
  }
}
