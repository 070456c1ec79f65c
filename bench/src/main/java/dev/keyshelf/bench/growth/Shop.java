package dev.keyshelf.bench.growth;

import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.OpenWindows;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A one-machine cloud with a past, where calls are timed. */
final class Shop implements AutoCloseable {
  /** What is called; the log's page and the closing are not of one purchase. */
  private static final List<Work> WORKS =
      List.of(Work.PLACE_ORDER, Work.REVEAL_KEYS, Work.START_DOWNLOAD, Work.CANCEL_ORDER);

  /** Each of these sells one. */
  private static final int KEYS_A_CALL = 4;

  private static final Duration AGO = Duration.ofSeconds(1);

  private final int items;
  private final OneMachine machine;
  private final Agent agent;
  private final DynamoDbClient dynamo;
  private final Desk desk;
  private final Map<Work, List<byte[]>> prepared = new EnumMap<>(Work.class);
  private final OpenWindows windows;
  private int next;

  /**
   * Opens it and fills its table.
   *
   * @param items how many items it holds beside those of the samples
   * @param rounds how many rounds of calls are made
   * @param calls how many of each kind a round makes
   */
  Shop(Path template, int items, int rounds, int calls) {
    this.items = items;
    this.machine = OneMachine.start(Settings.inMemory(template).withPort(0));
    this.agent = new Agent(machine);
    this.dynamo = Stores.dynamoDb(machine.storeEnvironment());
    this.desk = new Desk(machine.functions(), template.resolveSibling("events"));
    this.windows = OpenWindows.ofOnePurchase(agent, dynamo);
    Past.after(dynamo, this::purchase).repeat(items);
    KeyPool.supplySamples(machine, KEYS_A_CALL * rounds * calls);
    WORKS.forEach(work -> prepared.put(work, work.events(desk, agent, rounds * calls)));
  }

  /** Leaves one item of each kind that a purchase leaves. */
  private void purchase() {
    var software = agent.software(agent.customer(), KeyPool.SAMPLE_SKU, 1).getFirst();
    agent.reveal(software);
    agent.start(agent.link(software));
  }

  int items() {
    return items;
  }

  /** Makes so many calls of each kind; gives how long each took, by its name, in nanoseconds. */
  Map<String, List<Long>> round(int calls) {
    Map<String, List<Long>> took = new LinkedHashMap<>();
    for (var work : WORKS) {
      for (int i = 0; i < calls; i++) {
        var event = Objects.requireNonNull(prepared.get(work)).get(next + i);
        time(took, work.function(), () -> desk.invoke(work.function(), event));
      }
    }
    next += calls;
    for (int i = 0; i < calls; i++) {
      var page = desk.event("ReadActivity", Map.of(), "");
      time(took, "ReadActivity", () -> desk.invoke("ReadActivity", page));
    }
    windows.add(calls, Instant.now().minus(AGO));
    var began = System.nanoTime();
    machine.schedules().fire("CloseCancellationWindows");
    took.computeIfAbsent("CloseCancellationWindows", _ -> new ArrayList<>())
        .add((System.nanoTime() - began) / calls);
    return took;
  }

  private static void time(Map<String, List<Long>> took, String name, Runnable call) {
    var began = System.nanoTime();
    call.run();
    took.computeIfAbsent(name, _ -> new ArrayList<>()).add(System.nanoTime() - began);
  }

  @Override
  public void close() {
    dynamo.close();
    agent.close();
    machine.close();
  }
}
