package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** A cursor is not signed: who knows how it is made can put any position into it. */
class ForgedCursorFuzzTest {
  private static final Edge EDGE = new Edge();
  private static final CustomerId CUSTOMER = new CustomerId("01M7W2Y7M0PV25GRW7BRT4GZ53");

  /** A list, with what the cursors of one question belong to. */
  @SuppressWarnings("ArrayRecordComponent") // Listings are never compared.
  private record Listing(String function, String route, String query, Object... fingerprint) {}

  private static final List<Listing> LISTINGS =
      List.of(
          activity(""),
          activity("from=2026-11-01T00:00:00Z&to=2026-11-20T00:00:00Z&"),
          listing("read-customers", "GET /v1/customers", "", "GET /v1/customers"),
          listing(
              "read-customers",
              "GET /v1/customers",
              "namePrefix=con&",
              "GET /v1/customers",
              "namePrefix",
              FoldedName.of("con")),
          listing("read-invoices", "GET /v1/invoices", "", "GET /v1/invoices"),
          month("PREVIEW"),
          month("ISSUED"),
          listing(
              "read-orders",
              "GET /v1/customers/{customerId}/orders",
              "",
              "GET /v1/customers/{customerId}/orders",
              CUSTOMER,
              "..",
              Optional.empty()),
          listing(
              "read-software",
              "GET /v1/customers/{customerId}/software",
              "",
              "GET /v1/customers/{customerId}/software",
              CUSTOMER,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          listing(
              "read-catalogue",
              "GET /v1/catalog/products",
              "market=US&",
              "GET /v1/catalog/products",
              new Market("US"),
              ProductSearch.of(Optional.empty(), Optional.empty()),
              false),
          listing(
              "read-support-requests",
              "GET /v1/support-requests",
              "",
              "GET /v1/support-requests",
              Optional.empty(),
              Optional.empty()));

  private static Listing activity(String range) {
    var asked = range.isEmpty() ? ".." : "2026-11-01T00:00:00Z..2026-11-20T00:00:00Z";
    return listing(
        "read-activity",
        "GET /v1/activity",
        range,
        "GET /v1/activity",
        asked + " " + ActivityFilter.NONE);
  }

  private static Listing month(String state) {
    return listing(
        "read-invoices",
        "GET /v1/invoices/{month}",
        "",
        "GET /v1/invoices/{month}",
        YearMonth.of(2026, 11),
        Optional.empty(),
        state);
  }

  private static Listing listing(
      String function, String route, String query, Object... fingerprint) {
    return new Listing(function, route, query, fingerprint);
  }

  @FuzzTest(maxDuration = "10m")
  void isRefusedOrLeadsToAQueryThatTheStoreTakes(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var listing = LISTINGS.get((input[0] & 0xFF) % LISTINGS.size());
    var position = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    var event = Edge.event(listing.function());
    event.put("routeKey", listing.route());
    var variables = event.putObject("pathParameters");
    if (listing.route().contains("{customerId}")) {
      variables.put("customerId", CUSTOMER.value());
    }
    if (listing.route().contains("{month}")) {
      variables.put("month", "2026-11");
    }
    event.put(
        "rawQueryString",
        listing.query() + "cursor=" + Cursor.write(position, listing.fingerprint()));
    EDGE.answer(listing.function(), event).ifPresent(Edge::mustBeAnswer);
  }
}
