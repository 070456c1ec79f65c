package dev.keyshelf.bench.figure;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Drop;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.documents.Formats;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.Renderer;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long documents take: one invoice that is rendered again, and a month of many. */
@Command(
    name = "documents",
    description = "Renders an invoice of 50 lines warm, and a month of many such invoices.")
public final class DocumentsCommand extends Measurement {
  private static final String ONE = "%6s %7s %8s %9s %9s %9s%n";
  private static final String RUN = "%9s %7s %9s %10s %12s%n";
  private static final int MEBIBYTE = 1 << 20;

  @Option(
      names = "--invoices",
      defaultValue = "1000",
      description = "How many partners have an invoice (default: ${DEFAULT-VALUE}).")
  private int invoices;

  @Option(
      names = "--orders",
      defaultValue = "2",
      description = "How many orders of 25 lines each of them places (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--calls",
      defaultValue = "200",
      description = "How often to render one invoice, after as often to warm up.")
  private int calls;

  @Override
  protected void measure() {
    try (var machine = machine()) {
      imports(machine);
      for (int i = 0; i < invoices; i++) {
        trade(machine, partner(i));
      }
      var month = endMonth(machine);
      machine.schedules().fire("IssueInvoices");
      run(machine);
      one(machine, month);
    }
  }

  private static String partner(int number) {
    return "bench-" + number;
  }

  private void imports(OneMachine machine) {
    var partners = new StringBuilder("partners:\n");
    for (int i = 0; i < invoices; i++) {
      partners.append(
          """
            - id: %s
              name: Any
              suspended: false
              eligiblePrograms: [server-software]
              buyer:
                legalName: Any GmbH
                address: {lines: [Musterstraße 12], city: Wien, postalCode: "1010", country: AT}
                vatNumber: ATU12345678
                electronicAddress: {scheme: "9914", id: ATU12345678}
          """
              .formatted(partner(i)));
    }
    try (var drop = new Drop()) {
      drop.add("imports/partners/bench.yaml", partners.toString()).into(machine);
    }
  }

  private void trade(OneMachine machine, String partner) {
    try (var agent = new Agent(machine, partner)) {
      var customer = agent.customer();
      var lines = Agent.lines(KeyPool.SAMPLE_SKU_WITHOUT_KEYS, 1, Agent.MOST_LINES);
      for (int i = 0; i < orders; i++) {
        agent.order(customer, lines);
      }
    }
  }

  /** Lets the month end and returns it. */
  private static YearMonth endMonth(OneMachine machine) {
    var now = OffsetDateTime.ofInstant(machine.clock().instant(), ZoneOffset.UTC);
    var month = YearMonth.from(now);
    var next = month.plusMonths(1).atDay(1).atTime(1, 0).atOffset(ZoneOffset.UTC);
    machine.clock().advance(Duration.between(now, next));
    return month;
  }

  /** Runs the schedule over all invoices, in the JVM of this machine. */
  private void run(OneMachine machine) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    var start = System.nanoTime();
    var answer = machine.schedules().fire("RenderDocuments");
    var seconds = (System.nanoTime() - start) / 1e9;
    var peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    show(RUN, "invoices", "lines", "seconds", "a second", "heap, peak");
    show(
        RUN,
        invoices,
        orders * Agent.MOST_LINES,
        "%.1f".formatted(seconds),
        "%.0f".formatted(invoices / seconds),
        peak / MEBIBYTE + " MiB");
    say(new String(answer, StandardCharsets.UTF_8));
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private void one(OneMachine machine, YearMonth month) {
    var document = composed(machine, month);
    show(ONE, "format", "lines", "bytes", "p50", "p95", "longest");
    Formats.RENDERERS.forEach(
        (format, renderer) -> {
          times(renderer, document);
          var times = times(renderer, document);
          show(
              ONE,
              format,
              document.lines().size(),
              renderer.render(document).length,
              times.millis(50),
              times.millis(95),
              times.millis(100));
        });
  }

  private Latencies times(Renderer renderer, InvoiceDocument document) {
    var nanos = new long[calls];
    var begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      var start = System.nanoTime();
      renderer.render(document);
      nanos[i] = System.nanoTime() - start;
    }
    return Latencies.of(nanos, System.nanoTime() - begin);
  }

  private static InvoiceDocument composed(OneMachine machine, YearMonth month) {
    Map<String, String> variables = new HashMap<>(machine.storeEnvironment());
    try (var dynamo = Stores.dynamoDb(machine.storeEnvironment())) {
      variables.put("KEYSHELF_TABLE", dynamo.listTables().tableNames().getFirst());
    }
    try (var wiring = Wiring.of(variables, machine.clock())) {
      var reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
      var issued = reading.month(new PartnerId(partner(0)), month);
      return switch (new ComposeDocuments(reading, wiring.parties()).compose(issued)) {
        case ComposeDocuments.Composed.Documents(var documents) -> documents.getFirst();
        case ComposeDocuments.Composed.Incomplete(var lacks) ->
            throw new IllegalStateException(lacks.toString());
      };
    }
  }
}
