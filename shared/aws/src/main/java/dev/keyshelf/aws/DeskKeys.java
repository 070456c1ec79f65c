package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.SupportQueue;
import dev.keyshelf.domain.support.SupportRequestState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The key text of the index {@code desk}, in which an item is found across the customers of a
 * partner, and a support request across all partners. An item has at most one entry. Each sort key
 * names an order, an entitlement or a support request; the customer of the first two is in the
 * item's own partition key, or in the sort key of a term's end.
 */
final class DeskKeys {
  static final String PARTITION = "deskPartition";
  static final String SORT = "deskSort";

  /** Whose an order is, on its entry under its purchase order number. */
  static final String CUSTOMER = "customer";

  /** After every character of a sort key. */
  static final String END = "~";

  /** In how many partitions the support requests in one state are. */
  static final int SUPPORT_SHARDS = 4;

  private DeskKeys() {}

  /** All orders of a partner, by time. */
  static String orders(PartnerId partner) {
    return "ORDERS#" + partner;
  }

  static String order(OrderId order, int lines) {
    return order + "#" + lines;
  }

  /** The entitlements whose cancellation window is not marked as closed, by its end. */
  static String windows(PartnerId partner) {
    return "WINDOWS#" + partner;
  }

  static String window(Instant closesAt, EntitlementId entitlement) {
    return Keys.time(closesAt) + "#" + Keys.padded(entitlement);
  }

  /** The ends of subscriptions' terms: one entry for each end that an order has. */
  static String terms(PartnerId partner) {
    return "TERMS#" + partner;
  }

  static String term(Instant endsAt, OrderId order, CustomerId customer, List<Integer> lines) {
    var numbers = lines.stream().map(String::valueOf).collect(Collectors.joining(","));
    return String.join("#", Keys.time(endsAt), order.value(), customer.value(), numbers);
  }

  /**
   * The orders of a partner with a purchase order number, by time. These are items of the table, so
   * that they are found at once.
   */
  static String purchaseOrders(PartnerId partner, String number) {
    return "PO#" + partner + "#" + Sha256.of(number);
  }

  static Key purchaseOrder(PartnerId partner, String number, OrderId order, int lines) {
    return new Key(purchaseOrders(partner, number), order(order, lines));
  }

  /**
   * The item of an end of terms. The charge of an order carries the first end, except if an earlier
   * release wrote it.
   */
  static Key termEnd(PartnerId partner, CustomerId customer, OrderId order, Instant endsAt) {
    return new Key(Keys.belongingsOf(partner, customer), "TERM#" + order + "#" + Keys.time(endsAt));
  }

  /** The issued keys whose last five characters are these, in any case. */
  static String lastFive(PartnerId partner, String lastFive) {
    return "LASTFIVE#" + partner + "#" + lastFive.toUpperCase(Locale.ROOT);
  }

  static String issuedKey(EntitlementId entitlement, int ordinal, int generation) {
    return "%s#%s#%s".formatted(Keys.padded(entitlement), ordinal, generation);
  }

  /** The list entry of a link. */
  static String link(PartnerId partner, LinkId link) {
    return "LINKID#" + partner + "#" + link;
  }

  /** The support requests of all partners in a state, by since when, in one of a few shards. */
  static String support(SupportRequestState state, int shard) {
    return "SUPPORT#" + state + "#" + shard;
  }

  static String support(SupportRequestState state, SupportRequestId request) {
    return support(state, Math.floorMod(request.value().hashCode(), SUPPORT_SHARDS));
  }

  static String support(SupportQueue.Place place) {
    return String.join(
        "#", Keys.time(place.since()), place.partner().value(), place.request().value());
  }

  /** How far the items of earlier releases are in the index. */
  static Key progress() {
    return new Key("DESK#PROGRESS", Keys.ALONE);
  }
}
