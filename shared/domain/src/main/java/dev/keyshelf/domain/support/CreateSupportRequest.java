package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.domain.order.Orders;
import java.util.Optional;

/**
 * Creates a support request. A suspended partner may do so too, because that partner has no other
 * way to ask for help.
 */
public final class CreateSupportRequest {
  private final Customers customers;
  private final Orders orders;
  private final SupportRequests requests;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask masks product keys in the partner's texts
   */
  public CreateSupportRequest(
      Customers customers,
      Orders orders,
      SupportRequests requests,
      KeyMask mask,
      IdempotencyRecords records) {
    this.customers = customers;
    this.orders = orders;
    this.requests = requests;
    this.mask = mask;
    this.commands = new Commands(records);
  }

  /**
   * The request that a partner sends.
   *
   * @param order may be absent if the entitlement is given; a refund needs one of the two
   * @param lines lines of the order; no lines mean the entitlement's line, or the whole order
   */
  public record Command(
      PartnerId partner,
      ProblemType type,
      Impact impact,
      String title,
      Optional<String> description,
      Whom customer,
      Optional<OrderId> order,
      Optional<EntitlementId> entitlement,
      Selection lines,
      Optional<Reason> reason,
      Optional<Money> amount,
      Contact contact) {
    private Command masked(KeyMask mask) {
      return new Command(
          partner,
          type,
          impact,
          mask.masked(title),
          mask.masked(description),
          customer,
          order,
          entitlement,
          lines,
          reason.map(why -> why.masked(mask)),
          amount,
          contact);
    }

    /** Returns the order, given by itself or by the entitlement; empty if neither is given. */
    Optional<OrderId> orderMeant() {
      return order.or(() -> entitlement.map(EntitlementId::order));
    }
  }

  /** How the request names its customer. */
  public sealed interface Whom {
    /** By the customer id. */
    record ById(CustomerId id) implements Whom {}

    /** By the tenant's GUID. */
    record ByTenant(TenantId tenant) implements Whom {}

    /** By the domain name. */
    record ByDomain(Domain domain) implements Whom {}
  }

  /** Why the request was not created. */
  public sealed interface Refusal {
    /** The partner has no such customer, or the customer has no such order or entitlement. */
    record NoSuchThing() implements Refusal {}

    /** The order has no such line, or the entitlement belongs to another line. */
    record NoSuchLine(int line) implements Refusal {}

    /** The request names more units than the line bought. */
    record TooManyUnits(int line, int bought) implements Refusal {}

    /** The amount is more than was charged for the lines, or in another currency. */
    record AmountTooLarge(Money charged) implements Refusal {}
  }

  /** Creates the request, if its customer, order and entitlement belong to the partner. */
  public Told<StoredAnswer, Refusal> create(Command command, Act act, Once<SupportRequest> once) {
    var kept = command.masked(mask);
    return commands.run(once, act.at(), () -> decide(kept, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      Command command, Act act, Once<SupportRequest> once) {
    var customer = find(command.partner(), command.customer());
    if (customer.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchThing());
    }
    if (command.orderMeant().isPresent()) {
      var refusal = refusal(command, customer.get(), command.orderMeant().get());
      if (refusal.isPresent()) {
        return Decision.refuse(refusal.get());
      }
    }
    return created(command, customer.get(), act, once);
  }

  private Optional<Customer> find(PartnerId partner, Whom whom) {
    return switch (whom) {
      case Whom.ById(var id) -> customers.find(partner, id);
      case Whom.ByTenant(var tenant) -> customers.findByTenant(partner, tenant);
      case Whom.ByDomain(var domain) -> customers.findByDomain(partner, domain);
    };
  }

  private Optional<Refusal> refusal(Command command, Customer customer, OrderId id) {
    var found = orders.find(command.partner(), customer.id(), id);
    if (found.isEmpty()) {
      return Optional.of(new Refusal.NoSuchThing());
    }
    var order = found.get();
    var own = command.entitlement().map(EntitlementId::line);
    if (own.filter(line -> line > order.lines().size()).isPresent()) {
      return Optional.of(new Refusal.NoSuchThing());
    }
    for (var named : command.lines().quantities().entrySet()) {
      var line = named.getKey();
      if (line > order.lines().size() || own.filter(only -> !only.equals(line)).isPresent()) {
        return Optional.of(new Refusal.NoSuchLine(line));
      }
      var bought = order.lines().get(line - 1).purchase().quantity();
      if (named.getValue().filter(units -> units > bought).isPresent()) {
        return Optional.of(new Refusal.TooManyUnits(line, bought));
      }
    }
    var charged = charged(command, order);
    return command
        .amount()
        .filter(amount -> !amount.isWithin(charged))
        .map(_ -> new Refusal.AmountTooLarge(charged));
  }

  /** Returns the charge for all units of the lines that the command means. */
  private static Money charged(Command command, Order order) {
    return order.lines().stream()
        .filter(line -> isMeant(command, line))
        .map(line -> line.purchase().total())
        .reduce(Money::plus)
        .orElseThrow();
  }

  private static boolean isMeant(Command command, OrderLine line) {
    return command
        .entitlement()
        .map(own -> own.line() == line.number())
        .orElseGet(() -> command.lines().includes(line.number()));
  }

  private Decision<StoredAnswer, Refusal> created(
      Command command, Customer customer, Act act, Once<SupportRequest> once) {
    var concern =
        new Concern(
            command.type(),
            command.impact(),
            command.title(),
            command.description(),
            Concern.Party.of(customer),
            command.orderMeant(),
            command.entitlement(),
            command.lines(),
            command.reason(),
            command.amount());
    var request =
        SupportRequest.of(command.partner(), concern, command.contact(), act.by().name(), act.at());
    var activity =
        ActivityRecord.of(
            command.partner(), act, Operation.SUPPORT_REQUEST_CREATED, Subjects.of(request));
    return Decision.done(once, request, record -> requests.add(request, activity, record));
  }
}
