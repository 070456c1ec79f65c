package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Checks that closing windows changes no answer, even if it runs late, never or five times in
 * parallel.
 */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
@Isolated
class WindowClosingTest {
  private static final String FUNCTION = "CloseCancellationWindows";
  private static final String SKU = "ws2019-std-16core:2";

  private Shop shop;
  private Client agent;
  private String customer;
  private final List<String> orders = new ArrayList<>();

  @BeforeEach
  void order() throws Exception {
    shop = Shop.open();
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    for (int i = 0; i < 3; i++) {
      orders.add(shop.order("partner-a", customer, SKU).header("location"));
    }
    Shop.cancel(agent, orders.getLast(), "?lines=1:1").expect(200);
    shop.machine().clock().setAhead(Duration.ofDays(61));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** Returns all that a partner can see about the purchases and their cancellation. */
  private List<String> visible() {
    List<String> answers = new ArrayList<>();
    answers.add(agent.get(customer + "/software").expect(200).text());
    answers.add(agent.get(customer + "/orders").expect(200).text());
    for (var order : orders) {
      answers.add(agent.get(order).expect(200).text());
      answers.add(agent.get(order + "/cancellation").expect(200).text());
    }
    return answers;
  }

  private int closed() throws Exception {
    return closed(shop.machine().schedules().fire(FUNCTION));
  }

  private static int closed(byte[] answer) throws Exception {
    JsonNode report = new ObjectMapper().readTree(answer);
    assertThat(report.path("complete").asBoolean()).isTrue();
    return report.path("closed").asInt();
  }

  @Test
  void changesNoAnswer() throws Exception {
    var never = visible();

    assertThat(closed()).isEqualTo(3);
    assertThat(visible()).isEqualTo(never);
  }

  @Test
  void changesNoAnswerWhenItRunsAgainAndLate() throws Exception {
    closed();
    var once = visible();

    assertThat(closed()).isZero();
    assertThat(visible()).isEqualTo(once);
  }

  @Test
  void closesEachWindowOnceWhenFiveRunInParallel() throws Exception {
    var never = visible();
    Callable<byte[]> run = () -> shop.machine().schedules().fire(FUNCTION);
    var total = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(List.of(run, run, run, run, run))) {
        total += closed(each.get());
      }
    }

    assertThat(total).isEqualTo(3);
    assertThat(visible()).isEqualTo(never);
  }

  @Test
  void costsDependOnDueWindowsNotOnOpenOnes() throws Exception {
    closed();
    var fewOpen = StoreCalls.during(() -> shop.machine().schedules().fire(FUNCTION));
    for (int i = 0; i < 30; i++) {
      shop.order("partner-a", customer, SKU);
    }
    var manyOpen = StoreCalls.during(() -> shop.machine().schedules().fire(FUNCTION));

    assertThat(manyOpen.reads()).hasSameSizeAs(fewOpen.reads());
    assertThat(manyOpen.readUnits()).isEqualTo(fewOpen.readUnits());
  }

  @Test
  void refusesALateCancelEvenIfNoWindowWasMarkedClosed() {
    var quote = agent.get(orders.getFirst() + "/cancellation");

    agent
        .post(orders.getFirst() + "/cancellation", Shop.citing(quote.at("/quoteId")))
        .expectRefusal("409 window-closed");
  }
}
