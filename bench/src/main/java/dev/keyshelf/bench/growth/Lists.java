package dev.keyshelf.bench.growth;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lists across the customers of a partner, a page of each. The days that the purchases fill are
 * not that of the users' list: a day has the same records in each table.
 */
final class Lists {
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final String ORDERS = "/v1/orders";
  private static final String SOFTWARE = "/v1/software";
  private static final String NUMBER = "BENCH-4711";
  private static final int RECORDS_OF_THE_DAY = 500;
  private static final int USERS = 20;

  /** Before the purchases of this run, even if it began before midnight. */
  private final Instant earlier =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));

  private final Pages pages;

  /**
   * Places an order, which the lists by an exact value find, and fills the day of the users' list.
   */
  Lists(Desk desk, Agent agent, Map<String, String> environment) {
    this.pages = new Pages(desk);
    var customer = agent.customer();
    var order = agent.order(customer, Purchase.withNumber(NUMBER));
    var id = order.substring(order.lastIndexOf('/') + 1);
    var lastFive = agent.lastFive(order.replaceFirst("/orders/.*", "/software/") + id + "-1");
    fillTheDay(environment);
    pages.add("orders, newest", "ReadOrders", ORDERS, "");
    pages.add("orders, windows in 30 d", "ReadOrders", ORDERS, "windowEndsWithinDays=30");
    pages.add("orders, terms in 30 d", "ReadOrders", ORDERS, "termEndsWithinDays=30");
    pages.add("software, newest", "ReadSoftware", SOFTWARE, "");
    pages.add("software, order", "ReadSoftware", SOFTWARE, "orderId=" + id);
    pages.add(
        "software, purchase order", "ReadSoftware", SOFTWARE, "purchaseOrderNumber=" + NUMBER);
    pages.add("software, last five", "ReadSoftware", SOFTWARE, "lastFive=" + lastFive);
    var day = LocalDate.ofInstant(earlier, ZoneOffset.UTC);
    pages.add(
        "users of a day",
        "ReadActivity",
        "/v1/activity/users",
        "from=%s&to=%s".formatted(day, day));
    var month = YearMonth.now(ZoneOffset.UTC).toString();
    var ofOne = "customerId=" + customer.replaceFirst(".*/", "");
    pages.add(
        "rebilling, a page",
        "ReadResale",
        desk.month("ReadResale", "/v1/rebilling/", month, ofOne));
  }

  private void fillTheDay(Map<String, String> environment) {
    try (var wiring = Wiring.of(environment, Clock.systemUTC())) {
      for (int i = 0; i < RECORDS_OF_THE_DAY; i++) {
        var at = earlier.plusSeconds(60 + i);
        var user = new Actor.User("user-" + i % USERS, Set.of("AdminAgent"));
        var subject = Subject.of(CustomerId.next(at), OrderId.next(at));
        wiring
            .activityLog()
            .record(
                ActivityRecord.of(
                    PARTNER, new Act(user, at, "request"), Operation.KEYS_REVEALED, subject));
      }
    }
  }

  /** Returns the number of rows in a page of each list. */
  Map<String, Integer> rows() {
    return pages.rows();
  }

  /** Reads a page of each list this often, and adds the durations. */
  void time(Map<String, List<Long>> took, int calls) {
    pages.time(took, calls);
  }
}
