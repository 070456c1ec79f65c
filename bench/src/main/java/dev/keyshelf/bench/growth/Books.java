package dev.keyshelf.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Drop;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partner with price lists, with as many versions of one of them, and with months of invoices and
 * payments. Everything is written by the product's own commands, while the clock moves on.
 */
final class Books implements Grown {
  /** So many days from the first one to today can have a version. */
  static final int MOST_LISTS = 3_000;

  /** More than a month ends before the catalogue's first day. */
  static final int MOST_MONTHS = 1_200;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 1, 1);
  private static final String ALL = "all";
  private static final String LISTS = "/v1/resale/price-lists";

  private final int lists;
  private final int months;
  private final OneMachine machine;
  private final Agent agent;
  private final Desk desk;
  private final Pages pages;

  /**
   * Starts a cloud and fills it.
   *
   * @param lists how many price lists there are, and versions of the list for all customers
   * @param months how many months have an invoice with a payment
   */
  Books(Path template, int lists, int months) {
    this.lists = lists;
    this.months = months;
    this.machine = OneMachine.start(Settings.inMemory(template).withPort(0));
    machine.schedules().close();
    this.agent = new Agent(machine);
    this.desk = new Desk(machine.functions(), template.resolveSibling("events"));
    this.pages = new Pages(desk);
    for (int i = 0; i < lists; i++) {
      setPrices(ALL, i, FIRST_DAY.plusDays(i));
    }
    for (int i = 1; i < lists; i++) {
      setPrices(idOf(agent.customer()), 0, FIRST_DAY);
    }
    var customer = agent.customer();
    for (int i = 0; i < months; i++) {
      trade(customer, i);
    }
    pages.add("price lists", "ReadResale", LISTS, "");
    pages.add("versions of a list", "ReadResale", desk.priceList("ReadResale", LISTS, ALL));
    pages.add("balance", "ReadBalance", "/v1/balance", "");
    // The last month's invoice and its payment are entries of this month.
    var month = YearMonth.from(now()).toString();
    pages.add("statement", "ReadBalance", desk.month("ReadBalance", "/v1/statements/", month, ""));
  }

  private void setPrices(String list, int revision, LocalDate day) {
    var body =
        "{\"expectedRevision\": %s, \"validFrom\": \"%s\", \"margin\": \"12.5\"}"
            .formatted(revision, day);
    desk.invoke(
        "ChangePriceList", desk.event("ChangePriceList", Map.of("priceListId", list), body));
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private OffsetDateTime now() {
    return machine.clock().instant().atOffset(ZoneOffset.UTC);
  }

  private YearMonth lastMonth() {
    return YearMonth.from(now()).minusMonths(1);
  }

  /** Places an order, lets the month end, and has it invoiced and paid. */
  private void trade(String customer, int number) {
    agent.order(customer, Agent.lines(KeyPool.SAMPLE_SKU_WITHOUT_KEYS, 1, 1));
    var next = YearMonth.from(now()).plusMonths(1).atDay(1).atTime(1, 0).atOffset(ZoneOffset.UTC);
    machine.clock().advance(Duration.between(now(), next));
    machine.schedules().fire("IssueInvoices");
    var event = desk.month("ReadInvoices", "/v1/invoices/", lastMonth().toString(), "");
    var invoice = body(desk.invoke("ReadInvoices", event)).at("/invoices/0");
    var due = invoice.path("due");
    var payment =
        """
        partner,kind,invoice,reference,amount,currency,paidOn
        partner-a,PAYMENT,%s,BENCH-%s,%s,%s,%s
        """
            .formatted(
                invoice.path("number").asText(),
                number,
                due.path("amount").asText(),
                due.path("currency").asText(),
                next.toLocalDate());
    try (var drop = new Drop()) {
      drop.add("imports/payments/bench-%s.csv".formatted(number), payment).into(machine);
    }
  }

  private static JsonNode body(JsonNode answer) {
    var body = answer.path("body").asText();
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(body, notJson);
    }
  }

  @Override
  public String size(String call) {
    return call.endsWith("list") || call.endsWith("lists")
        ? "%,d lists".formatted(lists)
        : "%,d months".formatted(months);
  }

  @Override
  public String filled() {
    return "%,d price lists, %,d versions of one, %,d months".formatted(lists, lists, months);
  }

  @Override
  public Map<String, Integer> rows() {
    return pages.rows();
  }

  @Override
  public Map<String, List<Long>> round(int calls) {
    Map<String, List<Long>> took = new LinkedHashMap<>();
    pages.time(took, calls);
    return took;
  }

  @Override
  public void close() {
    agent.close();
    machine.close();
  }
}
