package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Catalogues.aCatalogue;
import static dev.keyshelf.testkit.Catalogues.isPublished;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PRODUCT;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.CatalogueVersions.Draft;
import dev.keyshelf.domain.catalog.CatalogueVersions.Standing;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Imports that are killed, race or roll back, and the sweeps of their versions. */
@OnCloud
@SuppressWarnings("NullAway.Init") // Set before each test.
class DynamoCatalogueVersionsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private CloudFixture cloud;
  private String tableName;
  private CatalogueVersions versions;
  private Table table;
  private DynamoCatalogue catalogue;

  @BeforeEach
  void open(CloudFixture cloud) {
    this.cloud = cloud;
    tableName = Interrupted.variable(OnDynamo.environment(cloud), "KEYSHELF_TABLE");
    versions = over(cloud.dynamoDb());
    table = table(cloud.dynamoDb());
    catalogue = new DynamoCatalogue(table);
  }

  private Table table(DynamoDbClient client) {
    return new Table(client, tableName, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  private CatalogueVersions over(DynamoDbClient client) {
    return new DynamoCatalogueVersions(table(client), new BulkWrites(client, tableName));
  }

  private void publish(String version, Instant suppliedAt) {
    assertThat(isPublished(versions, aCatalogue(version, price(version)), suppliedAt)).isTrue();
  }

  /** Returns the price of a version. Version v7 has its SKU at 7.00. */
  private static String price(String version) {
    return version.substring(1) + ".00";
  }

  private String current() {
    var prices = catalogue.pricesOf(table.get(Keys.currentCatalogue()));
    var listing = prices.of(US, Set.of(SKU)).listing(SKU);
    return listing
        .flatMap(each -> each.offerAt(NOON))
        .map(Offer::unitPrice)
        .map(Money::minorUnits)
        .map(cents -> "v" + cents.longValueExact() / 100)
        .orElse("none");
  }

  private Draft begun(String version, Instant suppliedAt, Instant now) {
    var draft = versions.begin(version, suppliedAt, now);
    versions.write(draft, aCatalogue(version, price(version)).entries());
    return draft;
  }

  private boolean sweep(Instant now) {
    return versions.sweep(now, TimeLeft.ENDLESS);
  }

  /** Returns the items that belong to a version, its registry entry among them. */
  private List<Item> itemsOf(String version) {
    return all(
        item ->
            item.text(Keys.PARTITION).startsWith(Keys.catalogue(version))
                || item.text(Keys.SORT).equals(Keys.CATALOGUE_VERSION + version));
  }

  /** Scans the whole table, which only a test may do. */
  private List<Item> all(Predicate<Item> wanted) {
    return cloud.dynamoDb().scan(scan -> scan.tableName(tableName)).items().stream()
        .map(Item::of)
        .filter(wanted)
        .toList();
  }

  private Set<Boolean> removable(String version) {
    return itemsOf(version).stream().map(item -> item.has(Keys.TTL)).collect(Collectors.toSet());
  }

  // A killed import.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void showsNothingOfAnImportThatWasKilledAndAllOfItsRetry(int after) {
    publish("v1", NOON);
    var retried = aCatalogue("v2", "2.00");

    try (var client = Interrupted.client(OnDynamo.environment(cloud), after)) {
      assertThatExceptionOfType(Interrupted.Killed.class)
          .isThrownBy(() -> isPublished(over(client), retried, NOON.plusSeconds(1)));
    }

    assertThat(current()).isEqualTo("v1");
    assertThat(isPublished(versions, retried, NOON.plusSeconds(1))).isTrue();
    assertThat(current()).isEqualTo("v2");
    assertThat(catalogue.artifacts(PRODUCT)).hasSize(3);
  }

  @Test
  void needsFourWritesForASmallVersion() {
    try (var client = Interrupted.client(OnDynamo.environment(cloud), 4)) {
      assertThat(isPublished(over(client), aCatalogue("v2", "2.00"), NOON)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sweepsAllItemsOfAKilledImport(int after) {
    try (var client = Interrupted.client(OnDynamo.environment(cloud), after)) {
      assertThatExceptionOfType(Interrupted.Killed.class)
          .isThrownBy(() -> isPublished(over(client), aCatalogue("v1", "1.00"), NOON));
    }
    assertThat(itemsOf("v1")).isNotEmpty();

    // The testkit's imports begin in 2099.
    assertThat(sweep(Instant.parse("2099-01-01T01:00:00Z"))).isTrue();

    assertThat(removable("v1")).containsOnly(true);
  }

  // A repeated import of a version.

  @Test
  void writesNothingWhenAnEventOfTheCurrentVersionIsRepeated() {
    publish("v1", NOON);

    try (var client = Interrupted.client(OnDynamo.environment(cloud), 0)) {
      assertThat(over(client).standing("v1", NOON)).isInstanceOf(Standing.Current.class);
      assertThat(over(client).sweep(NOON, TimeLeft.ENDLESS)).isTrue();
    }
  }

  @Test
  void keepsTheCurrentVersionWhenAnImportSuppliedEarlierIsRetried() {
    publish("v1", NOON);
    var between = begun("v2", NOON.plusSeconds(1), NOON);

    assertThat(versions.standing("v1", NOON.plusSeconds(2))).isInstanceOf(Standing.Current.class);

    assertThat(versions.publish(between, NOON)).isFalse();
    assertThat(current()).isEqualTo("v1");
  }

  @Test
  void namesTheLaterVersionThatPreventsPublishing() {
    publish("v2", NOON);

    assertThat(versions.standing("v1", NOON.minusMillis(1)))
        .isEqualTo(new Standing.Superseded("v2"));
    assertThat(versions.standing("v1", NOON)).isEqualTo(new Standing.Open());
  }

  @Test
  void publishesOnlyTheLastDraftOfAVersion() {
    var first = begun("v1", NOON, NOON);
    var second = begun("v1", NOON, NOON);

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> versions.publish(first, NOON));
    assertThat(current()).isEqualTo("none");
    assertThat(versions.publish(second, NOON)).isTrue();
    assertThat(versions.publish(first, NOON)).isTrue();
    assertThat(current()).isEqualTo("v1");
  }

  // Sweeps.

  @Test
  void keepsOldVersionsForSevenDays() {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));

    assertThat(sweep(NOON)).isTrue();

    var removableAt = NOON.plus(Duration.ofDays(7)).getEpochSecond();
    assertThat(itemsOf("v1"))
        .hasSize(9)
        .allSatisfy(item -> assertThat(item.number(Keys.TTL)).isEqualTo(removableAt));
    assertThat(removable("v2")).containsOnly(false);
    assertThat(current()).isEqualTo("v2");
  }

  @Test
  void leavesAnImportThatMayStillBeRunning() {
    begun("v1", NOON, NOON);
    publish("v2", NOON.plusSeconds(1));
    var almost = NOON.plus(CatalogueVersions.LONGEST_IMPORT).minusMillis(1);

    assertThat(sweep(almost)).isTrue();

    assertThat(removable("v1")).containsOnly(false);
  }

  @Test
  void letsNoImportPublishAVersionThatASweepHasClaimed() {
    var draft = begun("v1", NOON, NOON);
    sweep(NOON.plus(CatalogueVersions.LONGEST_IMPORT));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> versions.publish(draft, NOON));

    assertThat(current()).isEqualTo("none");
  }

  @Test
  void doesNotClaimAVersionThatBecameCurrentWhileTheSweepLooked() {
    var draft = begun("v1", NOON, NOON);
    var client = Interrupted.before(OnDynamo.environment(cloud), 0, () -> publish(draft));
    try (client) {
      over(client).sweep(NOON.plus(CatalogueVersions.LONGEST_IMPORT), TimeLeft.ENDLESS);
    }

    assertThat(current()).isEqualTo("v1");
    assertThat(removable("v1")).containsOnly(false);
  }

  private void publish(Draft draft) {
    assertThat(versions.publish(draft, NOON)).isTrue();
  }

  @Test
  void continuesAnInterruptedSweep() {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));

    for (int writes = 1; writes <= 3; writes++) {
      try (var client = Interrupted.client(OnDynamo.environment(cloud), writes)) {
        assertThatExceptionOfType(Interrupted.Killed.class)
            .isThrownBy(() -> over(client).sweep(NOON, TimeLeft.ENDLESS));
      }
    }
    assertThat(sweep(NOON)).isTrue();

    assertThat(removable("v1")).containsOnly(true);
  }

  @Test
  void stopsWhenItsTimeIsOver() {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));

    assertThat(versions.sweep(NOON, TimeLeft.of(() -> Duration.ZERO))).isFalse();

    assertThat(removable("v1")).containsOnly(false);
    assertThat(sweep(NOON)).isTrue();
    assertThat(removable("v1")).containsOnly(true);
  }

  @Test
  void marksNothingTwice() {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));
    sweep(NOON);

    assertThat(sweep(NOON.plus(DAY))).isTrue();

    var removableAt = NOON.plus(Duration.ofDays(7)).getEpochSecond();
    assertThat(itemsOf("v1"))
        .allSatisfy(item -> assertThat(item.number(Keys.TTL)).isEqualTo(removableAt));
  }

  @Test
  void keepsEveryItemOfAVersionThatIsPublishedAgainAfterItsSweep() {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));
    sweep(NOON);

    publish("v1", NOON.plusSeconds(2));

    assertThat(removable("v1")).containsOnly(false);
    assertThat(current()).isEqualTo("v1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8})
  void keepsEveryItemOfAVersionThatIsPublishedAgainDuringItsSweep(int after) {
    publish("v1", NOON);
    publish("v2", NOON.plusSeconds(1));
    var client =
        Interrupted.before(
            OnDynamo.environment(cloud), after, () -> publish("v1", NOON.plusSeconds(2)));

    try (client) {
      over(client).sweep(NOON, TimeLeft.ENDLESS);
    }

    assertThat(current()).isEqualTo("v1");
    assertThat(removable("v1")).containsOnly(false);
  }

  @Test
  void sweepsTheItemsOfEveryGenerationOfAVersion() {
    var first = begun("v1", NOON, NOON);
    var second = versions.begin("v1", NOON, NOON);
    versions.write(second, aCatalogue("v1", "1.00").entries().subList(0, 2));
    assertThat(Stream.of(first, second).map(Draft::generation)).containsExactly(1L, 2L);
    assertThat(versions.publish(second, NOON)).isTrue();
    publish("v2", NOON.plusSeconds(1));

    sweep(NOON);

    assertThat(removable("v1")).containsOnly(true);
  }

  @Test
  void retriesTheUnprocessedItemsOfABatch() {
    try (var client = Interrupted.busy(OnDynamo.environment(cloud), 3)) {
      assertThat(isPublished(over(client), aCatalogue("v1", "1.00"), NOON)).isTrue();
    }

    assertThat(current()).isEqualTo("v1");
    assertThat(catalogue.artifacts(PRODUCT)).hasSize(3);
  }
}
