package dev.keyshelf.aws;

import static dev.keyshelf.aws.DeskSteps.softwareBy;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.desk.DeskIndex;
import dev.keyshelf.domain.desk.IndexDesk;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What {@link DeskIndex} must keep to as items cannot be read, or the store or a policy refuses a
 * write.
 */
@Timeout(300) // A walk that never ends must not hang the build.
@OnCloud
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class DynamoDeskIndexFailuresTest {
  private final Wiring ports;
  private final Map<String, String> environment;
  private final Steps steps;
  private final Table table;
  private Order first;
  private Order second;

  DynamoDeskIndexFailuresTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.environment = OnDynamo.environment(cloud);
    this.steps = new Steps(ports);
    this.table = new CountedWrites().table(environment);
  }

  @BeforeEach
  void placeTwoOrdersOutsideTheIndex() {
    steps.partnerIsKnown();
    new DeskSteps(ports).addTwoCustomers();
    first = steps.placed(CUSTOMER, perpetual());
    second = steps.placed(CUSTOMER, perpetual());
    table.query(Table.Range.all(Keys.belongingsOf(PARTNER, CUSTOMER))).stream()
        .filter(item -> item.has(DeskKeys.PARTITION))
        .forEach(item -> change(item.key(), "REMOVE " + DeskKeys.PARTITION + ", " + DeskKeys.SORT));
  }

  private void change(Key key, String expression) {
    table
        .writes()
        .update(
            key,
            "SET changed = :yes " + expression,
            "attribute_exists(" + Keys.PARTITION + ")",
            Map.of(":yes", AttributeValue.fromBool(true)));
  }

  private boolean finds(Order order) {
    return !ports
        .desk()
        .software(PARTNER, softwareBy(new By.OfOrder(order.id())), 10, Optional.empty())
        .rows()
        .isEmpty();
  }

  private IndexDesk indexing(DeskIndex index) {
    return new IndexDesk(ports.partners(), ports.customers(), index);
  }

  /** Returns an index in whose store each update of an order fails. */
  private DeskIndex failing(Order order, DynamoDbException failure) {
    var interceptor =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateItemRequest update
                && Item.of(update.key()).text(Keys.SORT).equals(Keys.ORDER + order.id())) {
              throw failure;
            }
          }
        };
    return over(interceptor);
  }

  private DeskIndex over(ExecutionInterceptor interceptor) {
    return new DynamoDeskIndex(
        new Table(
            Interrupted.client(environment, interceptor),
            Interrupted.variable(environment, "KEYSHELF_TABLE"),
            Clock.fixed(NOON, ZoneOffset.UTC)));
  }

  @Test
  void namesAnItemThatCannotBeReadAndIndexesAllOthers() {
    change(Keys.order(PARTNER, CUSTOMER, first.id()), "REMOVE placedAt");

    var report = indexing(ports.deskIndex()).run(NOON, TimeLeft.ENDLESS);

    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.failed())
        .singleElement()
        .asString()
        .contains(first.id().value())
        .endsWith("Exception");
    assertThat(finds(second)).isTrue();
  }

  @Test
  void failsAndTriesAgainIfTheStoreRefusesAWrite() {
    var refused =
        DynamoDbException.builder().message("AccessDeniedException").statusCode(400).build();
    var refusing = indexing(failing(first, (DynamoDbException) refused));

    assertThatThrownBy(() -> refusing.run(NOON, TimeLeft.ENDLESS))
        .isInstanceOf(DynamoDbException.class);

    assertThat(indexing(ports.deskIndex()).run(NOON, TimeLeft.ENDLESS).complete()).isFalse();
    assertThat(finds(first)).isTrue();
    assertThat(finds(second)).isTrue();
  }

  @Test
  void repeatsTheSecondPassUntilNoItemIsBusy() {
    var busy = TransactionConflictException.builder().message("busy").build();
    var contended = indexing(failing(first, busy));

    assertThat(contended.run(NOON, TimeLeft.ENDLESS).failed()).isEmpty();
    assertThat(finds(second)).isTrue();
    assertThat(contended.run(NOON.plus(Duration.ofHours(1)), TimeLeft.ENDLESS).complete())
        .isFalse();
    assertThat(finds(first)).isFalse();

    var report = indexing(ports.deskIndex()).run(NOON.plus(Duration.ofHours(2)), TimeLeft.ENDLESS);
    assertThat(report.complete()).isTrue();
    assertThat(finds(first)).isTrue();
  }

  /** PermissionsTest compares the same names with the function's policy. */
  @Test
  void namesNoOtherAttributesInItsUpdates() {
    Set<String> named = new ConcurrentSkipListSet<>();
    var watching =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateItemRequest update) {
              named.addAll(update.key().keySet());
              Pattern.compile("(?<![:\\w])[a-z]\\w+\\b(?!\\()")
                  .matcher(update.updateExpression() + " " + update.conditionExpression())
                  .results()
                  .forEach(found -> named.add(found.group()));
            }
          }
        };

    indexing(over(watching)).run(NOON, TimeLeft.ENDLESS);

    assertThat(named)
        .containsExactlyInAnyOrder("pk", "sk", "deskPartition", "deskSort", "windowShard");
  }
}
