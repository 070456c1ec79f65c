package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.Backorder;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of actions of orders that reserve keys. DynamoDB's limit is 100. */
@OnCloud
class ReservedKeysBudgetTest {
  private final Wiring ports;
  private final Steps steps;
  private final CountedWrites writes = new CountedWrites();
  private final Table table;
  private final CommandRecords records;

  ReservedKeysBudgetTest(CloudFixture cloud) {
    var environment = OnDynamo.environment(cloud);
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.table = writes.table(environment);
    this.records = new CommandRecords(new IdempotencyItems(ports::keyVault));
  }

  @ParameterizedTest
  @CsvSource({"1, 40", "1, 47", "25, 35"})
  void reservingKeysTakesTwoMoreForEach(int lines, int keys) {
    steps.imported(POOL, keys);
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var bought = new Bought[lines];
    Arrays.fill(bought, perpetual());
    var order = anOrderOf(customer.id(), bought);
    var reservation = Reservation.of(Map.of(1, ports.keyPools().pick(POOL, keys)));

    new DynamoOrders(table, records).placeFirst(order, reservation, anActivity(order), once());

    assertOneTransactionOf(5 + lines + 2 * keys);
  }

  @ParameterizedTest
  @CsvSource({"1, 46", "2, 45", "3, 44", "24, 23"})
  void eachFurtherEndOfTermsTakesOneMore(int ends, int keys) {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var bought = new Bought[ends + 1];
    bought[0] =
        perpetual().times(keys).withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)));
    for (int i = 1; i <= ends; i++) {
      bought[i] = subscription(Period.ofMonths(i));
    }
    var order = anOrderOf(customer.id(), bought);
    var reserved = order.entitlements().getFirst().keysReserved();
    var pooled = Stream.generate(() -> aKeyOf(POOL)).limit(reserved).toList();

    new DynamoOrders(table, records)
        .placeFirst(order, Reservation.of(Map.of(1, pooled)), anActivity(order), once());

    assertThat(reserved).isEqualTo(keys);
    assertOneTransactionOf(5 + ends + 1 + ends - 1 + 2 * keys);
  }

  @ParameterizedTest
  @CsvSource({"1, 46", "1, 47", "25, 34", "25, 35"})
  void aPurchaseOrderNumberTakesOneMore(int lines, int keys) {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var bought = new Bought[lines];
    Arrays.fill(
        bought,
        perpetual()
            .times(1)
            .withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)))
            .referredTo("4711", "a", "b"));
    bought[0] = bought[0].times(keys - lines + 1);
    var order = anOrderOf(customer.id(), bought);
    var reserved = order.entitlements().stream().mapToInt(Entitlement::keysReserved).sum();
    Map<Integer, List<PooledKey>> reservation = new HashMap<>();
    order
        .entitlements()
        .forEach(
            made ->
                reservation.put(
                    made.id().line(),
                    Stream.generate(() -> aKeyOf(POOL)).limit(made.keysReserved()).toList()));

    new DynamoOrders(table, records)
        .placeFirst(
            order,
            new Reservation(
                reservation, reserved < keys ? Map.of(POOL, keys - reserved) : Map.of(), Map.of()),
            anActivity(order),
            once());

    assertThat(writes.transactions().getFirst()).isLessThanOrEqualTo(100);
    assertThat(writes.transactions())
        .containsExactly(5 + lines + 1 + 2 * reserved + (reserved < keys ? 2 : 0));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 45", "25, 1, 34", "25, 25, 22"})
  void anOrderThatWaitsForKeysTakesOneMoreAndOneForEachPool(int lines, int pools, int keys) {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var bought = new Bought[lines];
    for (int i = 0; i < lines; i++) {
      var pool = new Issuer.Pool("pool-" + i % pools, true);
      bought[i] = perpetual().times(40).withKeys(new KeyRule(pool, Optional.of(1)));
    }
    var order = anOrderOf(customer.id(), bought);
    Map<Integer, List<PooledKey>> reserved = new HashMap<>();
    Map<String, Integer> later = new HashMap<>();
    for (var made : order.entitlements()) {
      var pool = made.purchase().keys().flatMap(KeyRule::reservedFrom).orElseThrow();
      reserved.put(
          made.id().line(),
          Stream.generate(() -> aKeyOf(pool)).limit(made.keysReserved()).toList());
      later.merge(pool, made.keysOutstanding(), Integer::sum);
    }

    new DynamoOrders(table, records)
        .placeFirst(order, new Reservation(reserved, later, Map.of()), anActivity(order), once());

    assertThat(order.entitlements().stream().mapToInt(Entitlement::keysReserved).sum())
        .isEqualTo(keys);
    assertOneTransactionOf(5 + lines + 1 + pools + 2 * keys);
  }

  private static PooledKey aKeyOf(String pool) {
    return new PooledKey(
        PooledKey.randomId(), pool, 0, new Sealed("sealed"), "AB12C", KeyForm.FIVES, "batch");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void reservingKeysLaterTakes4AndTwoForEachKey(int keys) {
    steps.imported(POOL, keys);
    var entitlement =
        steps.bought(
            perpetual()
                .times(keys)
                .withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1))));
    var before =
        new Backorder(
            PARTNER,
            entitlement.customer(),
            entitlement.id().order(),
            "agent",
            "request-1",
            Optional.empty(),
            Map.of(POOL, keys),
            1);
    var after =
        new Backorder(
            PARTNER,
            entitlement.customer(),
            entitlement.id().order(),
            "agent",
            "request-1",
            Optional.empty(),
            Map.of(),
            2);

    new DynamoBackorders(table, records)
        .reserve(
            before,
            after,
            Optional.of(
                new Backorders.Reserved(
                    entitlement,
                    ports.keyPools().pick(POOL, keys),
                    anActivity(Operation.KEYS_RESERVED, entitlement, NOON))),
            NOON);

    assertOneTransactionOf(4 + 2 * keys);
  }

  private static ActivityRecord created(Customer customer) {
    return ActivityRecord.of(
        PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
  }

  private void assertOneTransactionOf(int actions) {
    assertThat(writes.transactions()).containsExactly(actions);
    assertThat(writes.others()).isEmpty();
    assertThat(actions).isLessThanOrEqualTo(100);
  }
}
