package dev.keyshelf.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.Keyshelf;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs {@code ./keyshelf drill} on a data folder with six weeks of trade: as the functions left it,
 * and with one row changed behind their back, which it must name.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class DrillTest {
  private static final Instant BEGINNING = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void trade() throws IOException {
    trade(data());
  }

  /** Fills a data folder with six weeks of trade. */
  static void trade(Path data) throws IOException {
    try (var shop = Shop.open(data, BEGINNING)) {
      var samples = Settings.defaultTemplate().resolveSibling("samples");
      shop.imports(samples.resolve("artifacts"));
      shop.imports(samples.resolve("imports/catalogue"));
      shop.imports(samples.resolve("imports/partners"));
      shop.supply("windows-server-2019-standard", 10);
      var agent = shop.of("partner-a");
      var customer = shop.customerOf("partner-a", "US");
      var placed = shop.order("partner-a", customer, "ws2019-std-16core:2", "sles-std-p1y:1");
      agent.post(Shop.software(placed, 1) + "/keys", "").expect(200);
      shop.nobody().start(Shop.link(agent, Shop.software(placed, 1)), "").expect(200);
      Shop.cancel(agent, placed.header("Location"), "?lines=1:1").expect(200);
      shop.endMonth();
      shop.machine().schedules().fire("IssueInvoices");
      shop.machine().schedules().fire("SealActivity");
      shop.machine().schedules().fire("CountStock");
      shop.machine().clock().advance(Duration.ofHours(1));
      shop.order("partner-a", customer, "ws2019-std-16core:1");
      shop.machine().pump().drain();
    }
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private int drill(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("drill", "--data", data().toString()));
    all.addAll(List.of(arguments));
    var command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  /**
   * Expects that the drill names a row, and what is wrong with it, once the table is changed.
   *
   * @param change changes the table and returns the key of the row to name
   */
  private void expectRed(Function<Rows, String> change, String what) {
    try (var cloud = EmbeddedCloud.start(data());
        var dynamoDb = Stores.dynamoDb(cloud.environment())) {
      var rows = new Rows(dynamoDb);
      var row = change.apply(rows);
      try {
        assertThat(drill()).as("%s%s", out, err).isOne();
        assertThat(out.toString().lines())
            .anySatisfy(line -> assertThat(line).contains(row).contains(what));
        assertThat(err.toString().lines())
            .singleElement()
            .asString()
            .startsWith("keyshelf: the drill failed: ");
      } finally {
        rows.undo();
      }
    }
  }

  @Test
  void isGreenOnWhatTheFunctionsWrote() throws IOException {
    assertThat(drill()).as("%s%s", out, err).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .containsPattern("Recovery point: \\S+Z, [0-9]+\\.[0-9] s before the drill began")
        .containsPattern("Recovery time: .* \\(restored in .* s, checked in .* s\\)")
        .contains("Newest record of the log: 2026-04-01T02:00:00Z")
        .contains("2 orders, 3 lines with an entitlement")
        .contains("2 keys sold, 8 in stock")
        .contains("1 links, 1 downloads")
        .contains("Nothing is missing or changed.");
    try (var beside = Files.list(folder)) {
      assertThat(beside).containsExactly(data());
    }
  }

  @Test
  void namesAChangedRecordOfTheLog() {
    expectRed(
        rows -> {
          var item = rows.find("ACTIVITY#partner-a#2026-03", "", "S=LINK_CREATED");
          rows.set(item, "requestId", text("another"));
          return key(item);
        },
        "is missing or differs from its seal");
  }

  @Test
  void namesARemovedRecordOfTheLog() {
    expectRed(
        rows -> {
          var item = rows.find("ACTIVITY#partner-a#2026-03", "", "S=KEYS_REVEALED");
          rows.remove(item);
          return key(item);
        },
        "is missing or differs from its seal");
  }

  @Test
  void namesARecordOfTheLogWhoseKeyHasNoTime() {
    expectRed(
        rows -> {
          var item = rows.find("ACTIVITY#partner-a#2026-03", "", "S=LINK_CREATED");
          rows.remove(item);
          rows.copy(item, "yesterday");
          return key(item);
        },
        "is missing or differs from its seal");
  }

  @Test
  void namesARecordThatWasRemovedBeforeItsSeal() {
    expectRed(
        rows -> {
          var item = rows.find("ACTIVITY#partner-a#2026-04", "", "S=ORDER_PLACED");
          rows.remove(item);
          return Rows.text(rows.find("CUSTOMER#", "ORDER#" + orderOf(item), ""), "sk");
        },
        "ORDER_PLACED: was 0, must be 1");
  }

  @Test
  void namesAKeyThatWasSoldTwice() {
    expectRed(
        rows -> {
          var sold = rows.find("CUSTOMER#", "KEY#", "S=windows-server-2019-standard");
          var pooled = rows.find("POOL#windows-server-2019-standard#", "", "");
          rows.copy(pooled, Rows.text(sold, "id"));
          return Rows.text(pooled, "pk") + " " + Rows.text(sold, "id");
        },
        "in a pool and elsewhere");
  }

  @Test
  void namesALinkWhoseCountWasChanged() {
    expectRed(
        rows -> {
          var link = rows.find("LINK#", "-", "");
          rows.set(link, "used", AttributeValue.fromN("2"));
          return key(link);
        },
        "used by the count of its downloads: was 2, must be 1");
  }

  @Test
  void namesAChangedEntryOfTheLedger() {
    expectRed(
        rows -> {
          var charge = rows.find("LEDGER#partner-a#2026-03", "", "S=CHARGE");
          rows.set(
              charge, "lines", changed(Rows.value(charge, "lines"), "amount", text("100 USD")));
          return key(charge);
        },
        "the charge of line 1 differs from its purchase");
  }

  @Test
  void namesAnInvoiceWithAMissingEntryOfTheLedger() {
    expectRed(
        rows -> {
          var charge = rows.find("LEDGER#partner-a#2026-03", "", "S=CHARGE");
          rows.remove(charge);
          return "INVOICES#partner-a INVOICE#2026-03#USD: names a missing entry: "
              + Rows.text(charge, "id");
        },
        "invoices ");
  }

  @Test
  void namesAnInvoiceWhoseLineWasChanged() {
    expectRed(
        rows -> {
          var invoice = rows.find("INVOICES#partner-a", "INVOICE#", "");
          rows.set(invoice, "taxes", changed(Rows.value(invoice, "taxes"), "net", text("1 USD")));
          return key(invoice);
        },
        "its taxes by the entries of its roll");
  }

  @Test
  void namesACountOfStockThatWasChanged() {
    expectRed(
        rows -> {
          var count = rows.find("STOCKCOUNT#", "windows-server-2019-standard", "");
          rows.set(count, "keysLeft", AttributeValue.fromN("12"));
          return key(count);
        },
        "12 keys left and 0 outstanding, but its keys were 9");
  }

  @Test
  void namesAnOrderWhoseLineWasChanged() {
    expectRed(
        rows -> {
          var order = rows.find("CUSTOMER#", "ORDER#", "S=ws2019-std-16core");
          var line = Rows.value(order, "lines").l().getFirst().m();
          var purchase =
              changed(Rows.value(line, "purchase"), "quantity", AttributeValue.fromN("3"));
          rows.set(order, "lines", changed(Rows.value(order, "lines"), "purchase", purchase));
          return key(order);
        },
        "line 1 and its entitlement differ in their purchase");
  }

  @Test
  void drillsABackup(@TempDir Path elsewhere) {
    var backup = elsewhere.resolve("monday").toString();
    assertThat(Keyshelf.commandLine().execute("backup", backup, "--data", data().toString()))
        .isZero();

    assertThat(drill(backup)).as("%s%s", out, err).isZero();

    assertThat(out.toString()).contains("Nothing is missing or changed.");
  }

  @Test
  void saysInOneLineThatThereIsNothingToRestore() {
    assertThat(drill(folder.resolve("tuesday").toString())).isEqualTo(2);

    assertThat(err.toString().lines()).singleElement().asString().contains("no such folder: ");
    assertThat(folder).isDirectoryNotContaining("glob:**keyshelf-drill*");
  }

  private static String key(Map<String, AttributeValue> item) {
    return Rows.text(item, "pk") + " " + Rows.text(item, "sk");
  }

  private static String orderOf(Map<String, AttributeValue> activity) {
    return Rows.text(Rows.value(activity, "subject").m(), "order");
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  /** Returns a map, or a list of maps with its first one, in which one value differs. */
  private static AttributeValue changed(AttributeValue in, String name, AttributeValue value) {
    if (in.hasL()) {
      var all = new ArrayList<>(in.l());
      all.set(0, changed(all.getFirst(), name, value));
      return AttributeValue.fromL(all);
    }
    var map = new HashMap<>(in.m());
    map.put(name, value);
    return AttributeValue.fromM(map);
  }
}
