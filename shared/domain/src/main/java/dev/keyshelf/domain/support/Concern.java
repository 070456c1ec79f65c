package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation.Reason;
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
 * What a partner asks for, as it was asked: nothing of it changes afterwards.
 *
 * @param title one line
 * @param description may have several lines
 * @param lines of the order; no line named is the entitlement's, or the whole order
 * @param reason why a refund is asked for
 * @param amount what is asked for; empty leaves it to the terms
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

  /** Refuses a refund of nothing, and lines or an amount without their order. */
  public Concern {
    if (type == ProblemType.PURCHASE_REFUND && (order.isEmpty() || reason.isEmpty())) {
      throw new IllegalArgumentException("a refund is of an order, for a reason");
    }
    if (order.isEmpty()
        && (!lines.isWholeOrder() || amount.isPresent() || entitlement.isPresent())) {
      throw new IllegalArgumentException("lines and amounts are an order's");
    }
  }

  /** Whom it is for: domain and tenant GUID as they were when it was asked. */
  public record Party(CustomerId id, TenantId tenant, Domain domain) {
    /** Gives what identifies a customer now. */
    public static Party of(Customer customer) {
      return new Party(customer.id(), customer.tenant(), customer.domain());
    }
  }
}
