package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.support.Concern;
import dev.keyshelf.domain.support.CreateSupportRequest.Command;
import dev.keyshelf.domain.support.CreateSupportRequest.Whom;
import dev.keyshelf.domain.support.Impact;
import dev.keyshelf.domain.support.ProblemType;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Masked;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** Reads the fields of a support request from a body. */
final class SupportFields {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_REASON = 1_000;
  private static final String ORDER = "orderId";
  private static final String ENTITLEMENT = "entitlementId";
  private static final String LINES = "lines";
  private static final String LINE = "line";
  private static final String REASON_CODE = "reasonCode";
  private static final String AMOUNT = "amountRequested";

  /** The fields that can name the customer, in the order in which they are tried. */
  private static final List<String> WHOM = List.of("customerId", "tenantId", "domain");

  private SupportFields() {}

  static Command command(Call call) {
    var body = Body.of(call.request());
    var type = body.oneOf("problemType", ProblemType.class);
    var impact = body.oneOf("impact", Impact.class);
    var title = Masked.text(body.text("title", Concern.LONGEST_TITLE));
    var description = body.optionalLines("description", Concern.LONGEST_DESCRIPTION);
    var whom = whom(body);
    var order = body.optionalParsed(ORDER, LONGEST_ID, "an order's id", OrderId::parse);
    var entitlement =
        body.optionalParsed(ENTITLEMENT, LONGEST_ID, "an entitlement's id", EntitlementId::parse);
    var lines = lines(body, (_, _) -> {});
    var reason = reason(body);
    var amount = body.optionalObject(AMOUNT).flatMap(Wire::money);
    var contact = ContactFields.read(body.object("contact"));
    if (body.has(ORDER)
        && order.isPresent()
        && entitlement.filter(own -> !own.order().equals(order.get())).isPresent()) {
      body.fault(ENTITLEMENT, "must be of the order");
    }
    if (!body.has(ORDER) && !body.has(ENTITLEMENT)) {
      mustNameAnOrder(body, type);
    }
    if (type.filter(ProblemType.PURCHASE_REFUND::equals).isPresent()) {
      mustStateAReason(body, reason);
    }
    body.done();
    return new Command(
        call.partner(),
        type.orElseThrow(),
        impact.orElseThrow(),
        title,
        description,
        whom.orElseThrow(),
        order,
        entitlement,
        lines,
        reason,
        amount,
        contact.contact());
  }

  private static void mustStateAReason(Body body, Optional<Reason> reason) {
    if (!body.has(REASON_CODE)) {
      body.fault(REASON_CODE, "is missing: a refund needs a reason");
    } else if (reason.filter(why -> why.code() == ReasonCode.NOT_STATED).isPresent()) {
      body.fault(REASON_CODE, "must be stated: a refund needs a reason");
    }
  }

  private static void mustNameAnOrder(Body body, Optional<ProblemType> type) {
    if (type.filter(ProblemType.PURCHASE_REFUND::equals).isPresent()) {
      body.fault(ORDER, "is missing: a refund needs an order or an entitlement");
    }
    Stream.of(LINES, AMOUNT)
        .filter(body::has)
        .forEach(field -> body.fault(field, "needs an orderId or an entitlementId"));
  }

  private static Optional<Whom> whom(Body body) {
    var named = WHOM.stream().filter(body::has).toList();
    if (named.size() > 1) {
      body.fault(named.get(1), "cannot be combined with " + named.getFirst());
    }
    if (named.isEmpty()) {
      body.fault(
          WHOM.getFirst(), "is missing: name the customer by customerId, tenantId or domain");
      return Optional.empty();
    }
    return switch (named.getFirst()) {
      case "customerId" ->
          body.parsed("customerId", LONGEST_ID, "a customer's id", CustomerId::parse)
              .map(Whom.ById::new);
      case "tenantId" ->
          body.parsed("tenantId", LONGEST_ID, "a GUID", TenantId::parse).map(Whom.ByTenant::new);
      default ->
          body.parsed("domain", LONGEST_DOMAIN, "a domain name", Domain::parse)
              .map(Whom.ByDomain::new);
    };
  }

  /**
   * Reads the lines of an order, and the number of units of each.
   *
   * @param more reads further fields of a line
   */
  static Selection lines(Body body, ObjIntConsumer<Body> more) {
    var quantities = new TreeMap<Integer, Optional<Integer>>();
    body.list(
        LINES,
        0,
        Order.MOST_LINES,
        each -> {
          var line = each.integer(LINE, 1, Order.MOST_LINES);
          var units = each.optionalInteger("quantity", 1, Integer.MAX_VALUE);
          if (quantities.put(line, units) != null) {
            each.fault(LINE, "is named twice");
          }
          more.accept(each, line);
          return line;
        });
    return new Selection(quantities);
  }

  private static Optional<Reason> reason(Body body) {
    var code = body.optionalOneOf(REASON_CODE, ReasonCode.class);
    var text = body.optionalWords("reason", LONGEST_REASON);
    if (text.isPresent() && !body.has(REASON_CODE)) {
      return Optional.of(new Reason(ReasonCode.OTHER, text.get()));
    }
    return code.map(known -> new Reason(known, text.orElse("")));
  }
}
