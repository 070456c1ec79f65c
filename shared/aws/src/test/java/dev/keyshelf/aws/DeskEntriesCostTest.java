package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Period;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The entries of the index {@code desk}. Each costs a write unit besides its item's. */
@OnCloud
class DeskEntriesCostTest {
  private final Wiring ports;
  private final Steps steps;
  private final DynamoDbClient dynamoDb;
  private final String table;

  DeskEntriesCostTest(CloudFixture cloud) {
    var environment = OnDynamo.environment(cloud);
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.dynamoDb = cloud.dynamoDb();
    this.table = Interrupted.variable(environment, "KEYSHELF_TABLE");
  }

  @BeforeEach
  void open() {
    steps.partnerIsKnown();
    new DeskSteps(ports).addTwoCustomers();
  }

  /** Returns the number of entries by the first word of their partition. */
  private Map<String, Long> entries() {
    return dynamoDb
        .scanPaginator(scan -> scan.tableName(table).indexName("desk").consistentRead(false))
        .items()
        .stream()
        .map(item -> Item.of(item).text(DeskKeys.PARTITION))
        .collect(
            Collectors.groupingBy(
                partition -> partition.split("#", 2)[0], TreeMap::new, Collectors.counting()));
  }

  private static Bought[] times(int lines, Bought line) {
    var all = new Bought[lines];
    Arrays.fill(all, line);
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void anOrderHasOneAndOneForEachLineThatCanBeCancelled(int lines) {
    steps.placed(CUSTOMER, times(lines, perpetual()));

    assertThat(entries()).isEqualTo(Map.of("ORDERS", 1L, "WINDOWS", (long) lines));
  }

  @Test
  void eachEndOfTermsIsOneMoreHoweverManyLinesEndThen() {
    steps.placed(
        CUSTOMER,
        subscription(Period.ofYears(1)),
        subscription(Period.ofYears(1)),
        subscription(Period.ofMonths(1)));

    assertThat(entries()).isEqualTo(Map.of("ORDERS", 1L, "WINDOWS", 3L, "TERMS", 2L));
  }

  @Test
  void eachReservedKeyIsOneMore() {
    steps.imported(POOL, 3);
    var line =
        perpetual().times(3).withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)));
    var order = anOrderOf(CUSTOMER, line);
    var reservation = Reservation.of(Map.of(1, ports.keyPools().pick(POOL, 3)));

    assertThat(ports.orders().placeFirst(order, reservation, anActivity(order), once()))
        .isEqualTo(Commit.DONE);

    assertThat(entries()).isEqualTo(Map.of("ORDERS", 1L, "WINDOWS", 1L, "LASTFIVE", 3L));
  }

  @Test
  void eachLinkIsOneMore() {
    var order = steps.placed(CUSTOMER, perpetual());
    steps.linked(order.entitlements().getFirst(), NOON);

    assertThat(entries()).isEqualTo(Map.of("ORDERS", 1L, "WINDOWS", 1L, "LINKID", 1L));
  }
}
