package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

class ImportKeysHandlerTest {
  private static final Events DROPPED = Events.of("import-keys").withoutVersion();
  private static final String KEY = "imports/keys/windows-server-2019-standard/2026-11.csv";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    publish(Story.POOL, "sql-server-2017-standard", "office-2021", "exchange-2019");
  }

  /** Publishes a catalogue with a SKU for each of these pools. */
  private void publish(String... pools) {
    var entries =
        Stream.of(pools)
            .map(
                pool ->
                    Listed.of(
                            Catalogues.aProduct(
                                "product-of-" + pool,
                                pool,
                                Situations.PROGRAM,
                                ProductKind.PERPETUAL,
                                CancellationRoute.SELF_SERVICE),
                            "sku-of-" + pool)
                        .withKeys(KeyRule.ofPool(pool, Optional.of(1)))
                        .sku())
            .map(
                sku ->
                    new CatalogueVersion.Entry(sku.product(), List.of(sku), List.of(), List.of()))
            .toList();
    var version = new CatalogueVersion("of-" + pools.length, List.of(Catalogues.terms()), entries);
    assertThat(Catalogues.isPublished(fixture.ports().catalogueVersions(), version, fixture.now()))
        .isTrue();
  }

  private boolean isStillThere() {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    var listed = fixture.cloud().s3().listObjectsV2(list -> list.bucket(bucket).prefix(KEY));
    return listed.contents().stream().anyMatch(object -> object.key().equals(KEY));
  }

  private String answer(Events event) {
    return fixture.drop(ImportKeysHandler::new, event).toString();
  }

  private void drop(String csv) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture.cloud().s3().putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(csv));
  }

  private String report() {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    return fixture
        .cloud()
        .s3()
        .getObjectAsBytes(get -> get.bucket(bucket).key(KEY + ".report.json"))
        .asUtf8String();
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
  void reportsHowManyKeysWereKnownAndWhere() {
    drop("key\nXXXXX-00001-AAAAA\nXXXXX-00002-AAAAA\n");
    answer(DROPPED);
    drop("key\nXXXXX-00001-AAAAA\nXXXXX-00002-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains(
            "\"imported\":0",
            "\"knownIn\":[{\"pool\":\"%s\",\"batch\":\"2026-11\",\"keys\":2}]"
                .formatted(Story.POOL));
    assertThat(report())
        .contains("\"imported\":0", "\"known\":2,\"knownIn\":[{\"pool\":", "\"keys\":2}]");
  }

  @Test
  void refusesABatchForAPoolThatNoSkuNamesAndDeletesItsFile() {
    publish("windows-server-2019-standrad", "windows-server-2019-datacenter", "w", "x", "y");
    drop("key\nXXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains(
            "\"imported\":0",
            "no SKU of the current catalogue takes its keys from the pool"
                + " 'windows-server-2019-standard'",
            "the pools with the nearest names: windows-server-2019-standrad,"
                + " windows-server-2019-datacenter, ");
    assertThat(isStillThere()).isFalse();
    assertThat(pooled()).isZero();
  }

  @Test
  void importsTheRefusedBatchOnceASkuNamesItsPool() {
    publish("office-2021");
    drop("key\nXXXXX-00001-AAAAA\n");
    assertThat(answer(DROPPED)).contains("\"imported\":0");
    fixture.strike(fixture.now().plusSeconds(60));
    publish("office-2021", Story.POOL);
    drop("key\nXXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED)).contains("\"imported\":1", "\"knownIn\":[]");
    assertThat(isStillThere()).isFalse();
  }

  @Test
  void importsNothingOfAFaultyFileAndNamesLinesWithoutKeys() {
    drop("key\nXXXXX-00001-AAAAA\nxxxxx-secret\nXXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains("\"imported\":0", "\"file\":\"2026-11.csv\"", "\"line\":3", "\"line\":4")
        .doesNotContain("secret")
        .doesNotContain("00001");
    assertThat(pooled()).isZero();
  }

  @Test
  void refusesAFileWithoutItsHeaderAndDeletesIt() {
    drop("XXXXX-00001-AAAAA\n");

    assertThat(answer(DROPPED))
        .contains("\"line\":1", "must be a header with a column named key")
        .doesNotContain("00001");
    assertThat(isStillThere()).isFalse();
  }

  @Test
  void keepsTheReportOfARefusedBatchWhoseEventIsRepeated() {
    drop("XXXXX-00001-AAAAA\n");
    answer(DROPPED);

    assertThat(answer(DROPPED)).contains("\"imported\":0", "\"faults\":[]");
    assertThat(report()).contains("must be a header");
  }

  @Test
  void keepsTheReportOfABatchWhoseEventIsRepeated() {
    drop("key\nXXXXX-00001-AAAAA\n");
    answer(DROPPED);

    assertThat(answer(DROPPED)).contains("\"imported\":0", "\"faults\":[]");
    assertThat(report()).contains("\"imported\":1").doesNotContain("00001");
  }

  @Test
  void refusesAFileWithoutAPool() {
    assertThat(answer(DROPPED.aboutObject("imports/keys/2026-11.csv")))
        .contains("name it imports/keys/{pool}/{batch}.csv");
  }
}
