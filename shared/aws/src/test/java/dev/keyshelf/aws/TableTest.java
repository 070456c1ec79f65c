package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnCloud
class TableTest {
  @Test
  void doesNotSendADecisionThatIsOlderThan20Seconds(CloudFixture cloud) {
    var order = anOrderOf(perpetual());
    var ports = OnDynamo.of(cloud, clockAt(NOON.plusSeconds(20).plusMillis(1)));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () -> ports.orders().place(order, Reservation.none(), anActivity(order), once()));
    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).isEmpty();
  }

  @Test
  void sendsADecisionOf20Seconds(CloudFixture cloud) {
    var order = anOrderOf(perpetual());
    var ports = OnDynamo.of(cloud, clockAt(NOON.plusSeconds(20)));

    assertThat(ports.orders().place(order, Reservation.none(), anActivity(order), once()))
        .isEqualTo(Commit.DONE);
  }

  @Test
  void findsMatchesPageByPageAndNamesNoLastItemAtTheEnd(CloudFixture cloud) {
    var table = filled(cloud, 250);

    var first = search(table, 20, null, number -> number % 10 == 0);
    var second = search(table, 20, first.last().orElseThrow(), number -> number % 10 == 0);

    assertThat(first.items()).hasSize(20).first().isEqualTo(0);
    assertThat(second.items()).containsExactly(200, 210, 220, 230, 240);
    assertThat(second.last()).isEmpty();
  }

  @Test
  void examinesAtMost2000AndReturnsWhereToContinue(CloudFixture cloud) {
    var table = filled(cloud, 2_001);

    var nothing = search(table, 20, null, number -> number == 2_000);
    var rest = search(table, 20, nothing.last().orElseThrow(), number -> number == 2_000);

    assertThat(nothing.items()).isEmpty();
    assertThat(nothing.last()).contains(1_999);
    assertThat(rest.items()).containsExactly(2_000);
    assertThat(rest.last()).isEmpty();
  }

  private static Table.Found<Integer> search(
      Table table, int limit, @Nullable Integer after, Predicate<Integer> wanted) {
    return table.search(
        Table.Range.startingWith("NUMBERS", "N"),
        limit,
        after == null ? null : sort(after),
        item -> item.integer("number"),
        wanted);
  }

  private static Table filled(CloudFixture cloud, int count) {
    var environment = new Environment(OnDynamo.environment(cloud), false);
    var table =
        new Table(
            new Clients(environment).dynamoDb(), environment.get("KEYSHELF_TABLE"), clockAt(NOON));
    for (int i = 0; i < count; i++) {
      var item = Item.at(new Key("NUMBERS", sort(i))).with("number", i);
      table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
    }
    return table;
  }

  private static String sort(int number) {
    return String.format(Locale.ROOT, "N%05d", number);
  }

  private static Clock clockAt(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
