package dev.keyshelf.bench.growth;

import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.OpenWindows;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.TableStore;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A one-machine cloud with a filled table, in which calls are timed. */
final class Shop implements Grown {
  /** The calls on one purchase. Reading the log and closing windows are timed separately. */
  private static final List<Work> WORKS =
      List.of(Work.PLACE_ORDER, Work.REVEAL_KEYS, Work.START_DOWNLOAD, Work.CANCEL_ORDER);

  /** Each of the four kinds of call needs one key. */
  private static final int KEYS_A_CALL = 4;

  /** The customers of a table of orders: more than the rows of a page, in each table. */
  private static final int CUSTOMERS = 100;

  private static final String NUMBER = "BENCH-1";
  private static final Duration AGO = Duration.ofSeconds(1);

  private final String size;
  private final List<Work> works;
  private final OneMachine machine;
  private final Agent agent;
  private final DynamoDbClient dynamo;
  private final Desk desk;
  private final Map<Work, List<byte[]>> prepared = new EnumMap<>(Work.class);
  private final OpenWindows windows;
  private final Lists lists;
  private final String filled;
  private int next;

  /**
   * Starts the cloud, and fills its table with whole purchases.
   *
   * @param items how many items the table holds at least, besides those of the samples
   * @param rounds how many rounds of calls will be made
   * @param calls how many calls of each kind a round makes
   */
  static Shop ofItems(Path template, int items, int rounds, int calls) {
    var shop =
        new Shop(
            template,
            "%,d items".formatted(items),
            WORKS,
            Shop::purchase,
            (past, store) -> past.repeat(Math.ceilDiv(items, past.size()), store));
    KeyPool.supplySamples(shop.machine, KEYS_A_CALL * rounds * calls);
    WORKS.forEach(
        work -> shop.prepared.put(work, work.events(shop.desk, shop.agent, rounds * calls)));
    return shop;
  }

  /** Starts the cloud, and fills its table with orders as far as lists read them. */
  static Shop ofOrders(Path template, int orders) {
    return new Shop(
        template,
        "%,d orders".formatted(orders),
        List.of(),
        agent -> ordered(agent, Purchase.ofOneLine(NUMBER)),
        (past, store) -> past.ofLists(CUSTOMERS).repeat(orders, store));
  }

  private Shop(
      Path template,
      String size,
      List<Work> works,
      Consumer<Agent> work,
      BiFunction<Past, TableStore, String> fill) {
    this.size = size;
    this.works = works;
    this.machine = OneMachine.start(Settings.inMemory(template).withPort(0));
    this.agent = new Agent(machine);
    this.dynamo = Stores.dynamoDb(machine.storeEnvironment());
    this.desk = new Desk(machine.functions(), template.resolveSibling("events"));
    this.windows = OpenWindows.ofOnePurchase(agent, dynamo);
    this.filled = fill.apply(Past.after(dynamo, () -> work.accept(agent)), machine.tables());
    this.lists = new Lists(desk, agent, environment());
  }

  /** Makes a purchase that adds every kind of item. */
  private static void purchase(Agent agent) {
    var software = ordered(agent, Purchase.withNumber(NUMBER));
    agent.start(agent.link(software));
  }

  /** Places an order, and reveals the key of its first line. Returns the line's path. */
  private static String ordered(Agent agent, String body) {
    var order = agent.order(agent.customer(), body);
    var software = order.replace("/orders/", "/software/") + "-1";
    agent.reveal(software);
    return software;
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(machine.storeEnvironment());
    environment.put("KEYSHELF_TABLE", dynamo.listTables().tableNames().getFirst());
    return environment;
  }

  @Override
  public String size(String call) {
    return size;
  }

  @Override
  public String filled() {
    return filled;
  }

  @Override
  public Map<String, Integer> rows() {
    return lists.rows();
  }

  @Override
  public Map<String, List<Long>> round(int calls) {
    Map<String, List<Long>> took = new LinkedHashMap<>();
    for (var work : works) {
      for (int i = 0; i < calls; i++) {
        var event = Objects.requireNonNull(prepared.get(work)).get(next + i);
        Grown.time(took, work.function(), () -> desk.invoke(work.function(), event));
      }
    }
    next += calls;
    if (!works.isEmpty()) {
      for (int i = 0; i < calls; i++) {
        var page = desk.event("ReadActivity", Map.of(), "");
        Grown.time(took, "ReadActivity", () -> desk.invoke("ReadActivity", page));
      }
    }
    lists.time(took, calls);
    if (!works.isEmpty()) {
      closeWindows(took, calls);
    }
    return took;
  }

  private void closeWindows(Map<String, List<Long>> took, int count) {
    windows.add(count, Instant.now().minus(AGO));
    var began = System.nanoTime();
    machine.schedules().fire("CloseCancellationWindows");
    took.computeIfAbsent("CloseCancellationWindows", _ -> new ArrayList<>())
        .add((System.nanoTime() - began) / count);
  }

  @Override
  public void close() {
    dynamo.close();
    agent.close();
    machine.close();
  }
}
