package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.Change;
import dev.keyshelf.domain.stock.ChangeStock;
import dev.keyshelf.domain.stock.ChangeStock.Done;
import dev.keyshelf.domain.stock.ChangeStock.Unfinished;
import dev.keyshelf.domain.stock.Stock;
import dev.keyshelf.domain.stock.Wanted;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests operators' changes of unsold keys. */
class ChangeStockHandlerTest extends OnStock {
  @Test
  void withdrawsTheUnsoldKeysOfABatchAndKeepsThemKnown() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    sold();
    imported(POOL, "AAAAA", keys("AAAAA", 120));
    imported(POOL, "BBBBB", keys("BBBBB", 3));

    var answer = changes(event("WITHDRAW").put("pool", POOL).put("batch", "AAAAA"));

    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("DONE");
    assertThat(answer.path("changed").asInt()).isEqualTo(118);
    assertThat(left(POOL)).isEqualTo(3);
    assertThat(imported(OTHER, "CCCCC", keys("AAAAA", 120))).isZero();
    assertThat(told())
        .containsExactly(
            "KEYS_WITHDRAWN BEGUN pool %s, batch AAAAA".formatted(POOL),
            "KEYS_WITHDRAWN DONE pool %s, batch AAAAA: 118 changed, 0 sold or gone meanwhile"
                .formatted(POOL));
    assertThat(log())
        .allSatisfy(
            each -> {
              assertThat(each.by().name()).isEqualTo("olga@distributor.example");
              assertThat(each.reason()).contains("The vendor says so.");
            });
  }

  @Test
  void allowsKeysThatWereWithdrawnAsImportableToBeImportedAgain() {
    imported(POOL, "AAAAA", keys("AAAAA", 60));

    var answer = changes(event("WITHDRAW").put("pool", POOL).put("importable", 1));

    assertThat(answer.path("changed").asInt()).isEqualTo(60);
    assertThat(left(POOL)).isZero();
    assertThat(imported(OTHER, "AAAAA", keys("AAAAA", 60))).isEqualTo(60);
  }

  @Test
  void keepsAQuarantinedBatchFromBeingSoldUntilItIsReleased() {
    imported(POOL, "AAAAA", keys("AAAAA", 60));
    imported(POOL, "BBBBB", keys("BBBBB", 2));

    changes(event("QUARANTINE").put("pool", POOL).put("batch", "AAAAA"));
    assertThat(sold()).containsExactlyInAnyOrderElementsOf(keys("BBBBB", 2));
    assertThat(left(POOL)).isZero();
    var pool = shows(Json.object().put("pool", POOL));
    assertThat(pool.path("quarantined").asInt()).as(pool.toString()).isEqualTo(60);
    assertThat(pool.path("batches").findValuesAsText("batch")).containsExactly("AAAAA", "BBBBB");

    var released = changes(event("RELEASE").put("pool", POOL).put("batch", "AAAAA"));
    assertThat(released.path("changed").asInt()).isEqualTo(60);
    assertThat(left(POOL)).isEqualTo(60);
  }

  @Test
  void withdrawsFromQuarantineToo() {
    imported(POOL, "AAAAA", keys("AAAAA", 5));
    changes(event("QUARANTINE").put("pool", POOL));

    assertThat(changes(event("WITHDRAW").put("pool", POOL)).path("changed").asInt()).isEqualTo(5);
    assertThat(changes(event("RELEASE").put("pool", POOL)).path("changed").asInt()).isZero();
  }

  @Test
  void movesKeysAndFindsThemByTheBatchThatBroughtThem() {
    imported(OTHER, "AAAAA", keys("AAAAA", 70));
    imported(POOL, "AAAAA", keys("BBBBB", 1));

    var moved = changes(event("MOVE").put("pool", OTHER).put("to", POOL));

    assertThat(moved.path("changed").asInt()).as(moved.toString()).isEqualTo(70);
    assertThat(left(OTHER)).isZero();
    assertThat(left(POOL)).isEqualTo(71);
    assertThat(imported(OTHER, "CCCCC", keys("AAAAA", 70))).isZero();
    changes(event("WITHDRAW").put("pool", POOL).put("batch", "AAAAA"));
    assertThat(left(POOL)).isEqualTo(70);
    sold();
    var buyers = shows(Json.object().put("pool", OTHER).put("batch", "AAAAA"));
    assertThat(buyers.path("sold")).as(buyers.toString()).hasSize(2);
    var recalled = changes(event("QUARANTINE").put("pool", OTHER).put("batch", "AAAAA"));
    assertThat(recalled.path("changed").asInt()).isEqualTo(68);
    assertThat(left(POOL)).isZero();
  }

  @Test
  void movesKeysBackUnderTheirOwnBatch() {
    imported(OTHER, "AAAAA", keys("AAAAA", 3));
    changes(event("MOVE").put("pool", OTHER).put("to", POOL));

    changes(event("MOVE").put("pool", POOL).put("to", OTHER));

    var answer = changes(event("WITHDRAW").put("pool", OTHER).put("batch", "AAAAA"));
    assertThat(answer.path("changed").asInt()).isEqualTo(3);
  }

  @Test
  void listsTheSoldKeysOfABatchWithTheirCustomersAndLogsIt() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    var keys = sold();

    var answer = shows(Json.object().put("pool", POOL).put("batch", "AAAAA"));

    assertThat(answer.path("sold").findValuesAsText("lastFive"))
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().map(key -> key.substring(key.length() - 5)).toList());
    assertThat(answer.at("/sold/0/customerId").asText()).isEqualTo(Story.CUSTOMER.value());
    assertThat(answer.at("/sold/0/partner").asText()).isEqualTo(Story.PARTNER.value());
    assertThat(answer.at("/sold/0/companyName").asText()).isNotEmpty();
    assertThat(answer.has("after")).isFalse();
    assertThat(told())
        .containsExactly("SOLD_KEYS_LISTED DONE pool %s, batch AAAAA: 2 sold keys".formatted(POOL));
  }

  @Test
  void pagesThroughTheSoldKeysOfABatch() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    sold();
    var stock = fixture.ports().stock();
    var batch = new Supply(POOL, "AAAAA");

    var first = stock.sold(batch, 1, Optional.empty());
    var second = stock.sold(batch, 1, first.next());
    var third = stock.sold(batch, 1, second.next());

    assertThat(first.keys()).hasSize(1);
    assertThat(second.keys()).hasSize(1).doesNotContainAnyElementsOf(first.keys());
    assertThat(third.keys()).isEmpty();
    assertThat(third.next()).isEmpty();
  }

  @Test
  void reportsWhichListedKeysAreSoldWithdrawnAndUnknown() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    var sold = sold();
    imported(POOL, "BBBBB", keys("BBBBB", 3));
    changes(listed(event("WITHDRAW"), keys("BBBBB", 1)));

    var answer =
        changes(
            listed(
                event("WITHDRAW"),
                List.of(
                    sold.getFirst(),
                    keys("BBBBB", 1).getFirst(),
                    keys("BBBBB", 2).getLast().toLowerCase(Locale.ROOT),
                    "XXXXX-ZZZZZ-ZZZZZ")));

    assertThat(answer.path("changed").asInt()).as(answer.toString()).isEqualTo(1);
    assertThat(answer.path("withdrawnBefore").asInt()).isEqualTo(1);
    assertThat(answer.path("unknown").asInt()).isEqualTo(1);
    assertThat(answer.path("sold").findValuesAsText("lastFive"))
        .containsExactly(sold.getFirst().substring(sold.getFirst().length() - 5));
    assertThat(left(POOL)).isEqualTo(1);
    assertThat(answer.toString()).doesNotContain("XXXXX");
    assertThat(told().toString()).doesNotContain("XXXXX").contains("4 listed keys");
  }

  private static ObjectNode listed(ObjectNode event, List<String> keys) {
    var list = event.putArray("keys");
    keys.forEach(key -> list.addObject().put("key", key));
    return event;
  }

  @Test
  void repeatsTheAnswerAndRefusesAnotherChangeUnderTheId() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    var event = event("WITHDRAW").put("pool", POOL);
    var first = changes(event);
    imported(POOL, "BBBBB", keys("BBBBB", 2));

    assertThat(changes(event)).isEqualTo(first);
    assertThat(left(POOL)).isEqualTo(2);
    assertThat(changes(event.put("reason", "Another.")).at("/problem/code").asText())
        .isEqualTo("idempotency-key-reused");
    assertThat(told()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "WITHDRAW, no-pool, , , not-found",
    "QUARANTINE, a-pool, no-batch, , not-found",
    "MOVE, a-pool, , no-pool, not-found",
    "MOVE, a-pool, , , validation",
    "RELEASE, a-pool, , other-pool, validation",
    "WITHDRAW, , , , validation"
  })
  void refusesInvalidEvents(String action, String pool, String batch, String to, String code) {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    var event = event(action);
    Optional.ofNullable(pool)
        .ifPresent(name -> event.put("pool", name.equals("a-pool") ? POOL : name));
    Optional.ofNullable(batch).ifPresent(name -> event.put("batch", name));
    Optional.ofNullable(to).ifPresent(name -> event.put("to", name));

    assertThat(changes(event).at("/problem/code").asText()).isEqualTo(code);
    assertThat(left(POOL)).isEqualTo(2);
    assertThat(log()).isEmpty();
  }

  /** A stock that another caller changes after its keys were listed. */
  private Stock andThen(Runnable deed) {
    var stock = fixture.ports().stock();
    var deeds = new ArrayDeque<>(List.of(deed));
    return (Stock)
        Proxy.newProxyInstance(
            Stock.class.getClassLoader(),
            new Class<?>[] {Stock.class},
            (_, method, arguments) -> {
              var result = method.invoke(stock, arguments);
              if (result instanceof Stock.Page page && !page.keys().isEmpty()) {
                Optional.ofNullable(deeds.poll()).ifPresent(Runnable::run);
              }
              return result;
            });
  }

  private ChangeStock.Result change(Stock stock, String id, Change change, TimeLeft timeLeft) {
    var wanted = new Wanted.Supplied(POOL, Optional.of("AAAAA"));
    return new ChangeStock(stock, new NamedPools(fixture.ports().catalogue()), fixture::now)
        .change(
            new ChangeStock.Command(id, "f", wanted, change, "Why not."),
            Situations.anOperatorAt(fixture.now()),
            timeLeft);
  }

  @Test
  void keepsAndListsKeysThatAreSoldMeanwhile() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));

    var result = change(andThen(this::sold), "w", new Change.Withdraw(true), TimeLeft.ENDLESS);

    assertThat(result).isInstanceOf(Done.class);
    var report = ((Done) result).report();
    assertThat(report.changed()).isZero();
    assertThat(report.taken()).isPositive();
    assertThat(report.sold()).isNotEmpty();
    assertThat(imported(OTHER, "CCCCC", keys("AAAAA", 2))).isZero();
  }

  @Test
  void comesToItsEndHoweverShortItsTimeIs() {
    imported(POOL, "BBBBB", keys("BBBBB", 40));
    imported(POOL, "AAAAA", keys("AAAAA", 40));
    var requests = 0;
    ChangeStock.Result result;
    do {
      var steps = new AtomicInteger();
      var few =
          TimeLeft.of(() -> steps.incrementAndGet() > 5 ? Duration.ZERO : Duration.ofMinutes(1));
      result = change(fixture.ports().stock(), "w", new Change.Quarantine(), few);
    } while (result instanceof Unfinished && ++requests < 30);

    assertThat(result).isInstanceOf(Done.class);
    assertThat(((Done) result).report().changed()).isEqualTo(40);
    assertThat(requests).isGreaterThan(2);
  }

  @Test
  void continuesWhereItsTimeRanOut() {
    imported(POOL, "AAAAA", keys("AAAAA", 200));
    var steps = new AtomicInteger();
    var barely =
        TimeLeft.of(() -> steps.incrementAndGet() > 12 ? Duration.ZERO : Duration.ofMinutes(1));

    var first = change(fixture.ports().stock(), "w", new Change.Quarantine(), barely);
    var second = change(fixture.ports().stock(), "w", new Change.Quarantine(), TimeLeft.ENDLESS);

    assertThat(first).isInstanceOf(Unfinished.class);
    assertThat(((Unfinished) first).changed()).isBetween(1L, 199L);
    assertThat(((Done) second).report().changed()).isEqualTo(200);
    assertThat(left(POOL)).isZero();
    assertThat(told())
        .containsExactly(
            "KEYS_QUARANTINED BEGUN pool %s, batch AAAAA".formatted(POOL),
            "KEYS_QUARANTINED DONE pool %s, batch AAAAA: 200 changed, 0 sold or gone meanwhile"
                .formatted(POOL));
  }
}
