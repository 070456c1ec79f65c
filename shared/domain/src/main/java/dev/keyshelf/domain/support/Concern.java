package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.money.Money;
import java.util.Optional;

/**
 * The content of a support request, as the partner sent it. It never changes.
 *
 * @param title one line of text
 * @param description may have several lines
 * @param lines lines of the order; no lines mean the entitlement's line, or the whole order
 * @param reason why a refund is requested
 * @param amount the requested refund; empty means the refund that the terms give
 */
public record Concern(
    ProblemType type,
    Impact impact,
    String title,
    Optional<String> description,
    Party customer,
    Optional<OrderId> order,
    Optional<EntitlementId> entitlement,
    Selection lines,
    Optional<Reason> reason,
    Optional<Money> amount) {
  /** The longest title, in characters. */
  public static final int LONGEST_TITLE = 200;

  /** The longest description, in characters. */
  public static final int LONGEST_DESCRIPTION = 4_000;

  /**
   * Checks that the fields fit together.
   *
   * @throws IllegalArgumentException if a refund has no order or no reason, or if lines, an
   *     entitlement or an amount have no order
   */
  public Concern {
    if (type == ProblemType.PURCHASE_REFUND
        && (order.isEmpty() || reason.filter(Concern::isStated).isEmpty())) {
      throw new IllegalArgumentException("a refund must have an order and a reason");
    }
    if (order.isEmpty()
        && (!lines.isWholeOrder() || amount.isPresent() || entitlement.isPresent())) {
      throw new IllegalArgumentException("lines, an entitlement or an amount must have an order");
    }
  }

  private static boolean isStated(Reason reason) {
    return reason.code() != ReasonCode.NOT_STATED;
  }

  /** The customer, with the domain and tenant GUID at the time of the request. */
  public record Party(CustomerId id, TenantId tenant, Domain domain) {
    /** Returns the current id, domain and tenant GUID of a customer. */
    public static Party of(Customer customer) {
      return new Party(customer.id(), customer.tenant(), customer.domain());
    }
  }
}
