package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.TimeRange.Given;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cursor is not signed, so a client that knows its format can forge any position. */
class ForgedCursorFuzzTest {
  private static final Edge EDGE = new Edge();
  private static final String ID = "01M7W2Y7M0PV25GRW7BRT4GZ53";
  private static final CustomerId CUSTOMER = new CustomerId(ID);
  private static final EntitlementId ENTITLEMENT = new EntitlementId(ID + "-1");
  private static final Given ANY_TIME = new Given(Optional.empty(), Optional.empty());

  /**
   * A list of the API.
   *
   * @param position a valid position, at which a page can end
   * @param fingerprint the query to which a cursor belongs
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Listing(
      String function, String route, String query, String position, Object... fingerprint) {}

  private static final List<Listing> LISTINGS =
      List.of(
          activity("", "2026-11-20T00:00:00Z 2026-11-20T09:10:00.001Z", ANY_TIME),
          activity(
              "from=2026-11-01T00:00:00Z&to=2026-11-20T10:00:00Z&",
              "2026-11-01T00:00:00Z 2026-11-20T09:10:00.001Z",
              new Given(
                  Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
                  Optional.of(Instant.parse("2026-11-20T10:00:00Z")))),
          listing("read-customers", "GET /v1/customers", "", ID),
          listing(
              "read-customers",
              "GET /v1/customers",
              "namePrefix=con&",
              ID + "contoso",
              FoldedName.of("con")),
          listing("read-invoices", "GET /v1/invoices", "", "2026-10 USD"),
          month("PREVIEW"),
          month("ISSUED"),
          listing(
              "read-orders",
              "GET /v1/customers/{customerId}/orders",
              "",
              ID,
              CUSTOMER,
              ANY_TIME,
              Optional.empty()),
          listing(
              "read-software",
              "GET /v1/customers/{customerId}/software",
              "",
              ID + "-1",
              CUSTOMER,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          listing(
              "read-catalogue",
              "GET /v1/catalog/products",
              "market=US&",
              "windows-server-2019-standard",
              Optional.of(new Market("US")),
              ProductSearch.of(Optional.empty(), Optional.empty()),
              false),
          listing(
              "read-support-requests",
              "GET /v1/support-requests",
              "",
              ID,
              Optional.empty(),
              Optional.empty()),
          listing(
              "read-links",
              "GET /v1/customers/{customerId}/software/{entitlementId}/links",
              "",
              ID,
              ENTITLEMENT));

  private static Listing activity(String query, String range, Given given) {
    return listing(
        "read-activity",
        "GET /v1/activity",
        query,
        range + " 2026-11-20T09:00:00Z " + ID,
        given,
        ActivityFilter.NONE);
  }

  private static Listing month(String state) {
    return listing(
        "read-invoices",
        "GET /v1/invoices/{month}",
        "",
        state + " 2026-11-20T09:00:00Z " + ID,
        YearMonth.of(2026, 11),
        Optional.empty());
  }

  private static Listing listing(
      String function, String route, String query, String position, Object... question) {
    var fingerprint = new Object[question.length + 1];
    fingerprint[0] = route;
    System.arraycopy(question, 0, fingerprint, 1, question.length);
    return new Listing(function, route, query, position, fingerprint);
  }

  @FuzzTest(maxDuration = "10m")
  void isRefusedOrLeadsToAQueryThatTheStoreTakes(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var listing = LISTINGS.get((input[0] & 0xFF) % LISTINGS.size());
    asks(listing, new String(input, 1, input.length - 1, StandardCharsets.UTF_8));
  }

  /** Replaces a part of a valid position, so that nearly valid positions are tested, too. */
  @FuzzTest(maxDuration = "10m")
  void isRefusedOrLeadsToAQueryThatTheStoreTakesWhenItIsNearlyRight(byte[] input) {
    if (input.length < 4) {
      return;
    }
    var listing = LISTINGS.get((input[0] & 0xFF) % LISTINGS.size());
    var position = listing.position();
    var from = (input[1] & 0xFF) % (position.length() + 1);
    var to = from + (input[2] & 0xFF) % (position.length() + 1 - from);
    var instead = new String(input, 3, input.length - 3, StandardCharsets.UTF_8);
    asks(listing, position.substring(0, from) + instead + position.substring(to));
  }

  /** Checks that the fingerprints are right. With a wrong one, every cursor would be refused. */
  @Test
  void reachesTheStoreWithAValidPosition() {
    for (var listing : LISTINGS) {
      if (asks(listing, listing.position())) {
        throw new AssertionError("refused: " + listing);
      }
    }
  }

  /** Requests a page by a cursor, and returns whether the answer came without calling a store. */
  private static boolean asks(Listing listing, String position) {
    var event = Edge.event(listing.function());
    event.put("routeKey", listing.route());
    var variables = event.putObject("pathParameters");
    if (listing.route().contains("{customerId}")) {
      variables.put("customerId", CUSTOMER.value());
    }
    if (listing.route().contains("{entitlementId}")) {
      variables.put("entitlementId", ENTITLEMENT.value());
    }
    if (listing.route().contains("{month}")) {
      variables.put("month", "2026-11");
    }
    event.put(
        "rawQueryString",
        listing.query() + "cursor=" + Cursor.write(position, listing.fingerprint()));
    var answer = EDGE.answer(listing.function(), event);
    answer.ifPresent(Edge::mustBeAnswer);
    return answer.isPresent();
  }
}
