package dev.keyshelf.testkit;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.Prices;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PurchaseFacts;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.AttachmentType;
import dev.keyshelf.domain.support.Concern;
import dev.keyshelf.domain.support.Impact;
import dev.keyshelf.domain.support.ProblemType;
import dev.keyshelf.domain.support.SupportRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Named situations from which tests start. Defaults are ordinary and valid. */
public final class Situations {
  /** The instant at which most tests take place. It is a Monday. */
  public static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");

  /** The filter for all orders of a customer. */
  public static final Orders.Wanted ALL_ORDERS =
      new Orders.Wanted(Instant.MIN, Instant.MAX, Optional.empty());

  /** The filter for all entitlements of a customer. */
  public static final Entitlements.Wanted ALL_SOFTWARE =
      new Entitlements.Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);

  public static final PartnerId PARTNER = new PartnerId("contoso");
  public static final PartnerId OTHER_PARTNER = new PartnerId("fabrikam");
  public static final CustomerId CUSTOMER = new CustomerId("01E9PX0WZ0C0ST0MER00000001");
  public static final CustomerId OTHER_CUSTOMER = new CustomerId("01E9PX0WZ0C0ST0MER00000002");
  public static final Market US = new Market("US");
  public static final ProductId PRODUCT = new ProductId("windows-server");
  public static final SkuId SKU = new SkuId("windows-server-2019");
  public static final String PROGRAM = "server-software";

  private Situations() {}

  /** Returns {@link #NOON} minus this many times 24 hours. */
  public static Instant daysAgo(int days) {
    return NOON.minus(Duration.ofDays(days));
  }

  /** Returns {@link #NOON} plus this many times 24 hours. */
  public static Instant daysLater(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  /** Returns an act of an admin agent. */
  public static Act anAgentAt(Instant now) {
    return new Act(new Actor.User("agent@contoso.example", Set.of("AdminAgent")), now, "request-1");
  }

  /** Returns a purchase for a customer, without an expected total. */
  public static PlaceOrder.Purchasing purchasing(
      CustomerId customer, List<PlaceOrder.RequestedLine> lines) {
    return new PlaceOrder.Purchasing(PARTNER, customer, lines, Optional.empty());
  }

  /** Returns an act of a support operator. */
  public static Act anOperatorAt(Instant now) {
    return new Act(new Actor.SupportOperator("operator@distributor.example"), now, "event-1");
  }

  /** Returns a support request for the refund of a whole order. */
  public static SupportRequest aSupportRequest(Order order, Instant now) {
    return aSupportRequest(
        ProblemType.PURCHASE_REFUND,
        order.customer(),
        Optional.of(order.id()),
        Optional.of(order.total()),
        now);
  }

  /** Returns a support request that concerns no order. */
  public static SupportRequest aSupportRequest(CustomerId customer, Instant now) {
    return aSupportRequest(ProblemType.OTHER, customer, Optional.empty(), Optional.empty(), now);
  }

  /** Returns a new attachment that is not uploaded yet, in a place of a support request. */
  public static Attachment anAttachment(SupportRequest request, int place, Instant begunAt) {
    return new Attachment(
        new AttachmentId(Ulids.next(begunAt)),
        request.partner(),
        request.id(),
        place,
        "letter.txt",
        AttachmentType.TEXT,
        10,
        "0".repeat(64),
        begunAt,
        "agent@contoso.example",
        Optional.empty());
  }

  private static SupportRequest aSupportRequest(
      ProblemType type,
      CustomerId customer,
      Optional<OrderId> order,
      Optional<Money> amount,
      Instant now) {
    var concern =
        new Concern(
            type,
            Impact.MODERATE,
            "Refund",
            Optional.of("Two lines\nof text"),
            new Concern.Party(
                customer,
                new TenantId("e9da86d3-51cf-4a76-a2d8-c50195c3f466"),
                new Domain("fabrikam.com")),
            order,
            Optional.empty(),
            Selection.wholeOrder(),
            Optional.of(new Reason(ReasonCode.WRONG_PRODUCT, "")),
            amount);
    var contact =
        new Contact(
            "Ada", new EmailAddress("ada", new Domain("contoso.example")), Optional.empty());
    return SupportRequest.of(PARTNER, concern, contact, "agent@contoso.example", now);
  }

  /** Returns an act of the holder of a link. */
  public static Act aLinkHolderAt(Instant now) {
    return new Act(new Actor.LinkHolder("203.0.113.7", "curl/8.0"), now, "request-2");
  }

  /** Returns a new order of these lines, placed at the time of the first line. */
  public static Order anOrderOf(Bought... lines) {
    return anOrderOf(CUSTOMER, lines);
  }

  /** Returns a new order of these lines for a customer. */
  public static Order anOrderOf(CustomerId customer, Bought... lines) {
    var at = lines[0].at();
    var purchases = Arrays.stream(lines).map(Bought::purchase).toList();
    return new Ordered(OrderId.next(at), PARTNER, customer, at, "agent@contoso.example", purchases)
        .order();
  }

  /** Returns a customer with a new tenant GUID. */
  public static Customer aCustomer(PartnerId partner, String domain) {
    return aCustomer(partner, domain, UUID.randomUUID().toString());
  }

  /** Returns a customer with this tenant GUID. */
  public static Customer aCustomer(PartnerId partner, String domain, String tenant) {
    return aCustomer(CustomerId.next(NOON), partner, "Fabrikam, Inc.", domain, tenant, US, NOON);
  }

  /** Returns a customer. All tests outside the domain make their customers here. */
  public static Customer aCustomer(
      CustomerId id,
      PartnerId partner,
      String name,
      String domain,
      String tenant,
      Market market,
      Instant createdAt) {
    return new Customer(
        id, partner, name, new TenantId(tenant), new Domain(domain), market, createdAt);
  }

  /** Returns a partner. All tests make their partners here. */
  public static Partner aPartner(
      PartnerId id, String name, boolean suspended, String... eligiblePrograms) {
    return new Partner(id, name, suspended, Set.of(eligiblePrograms));
  }

  /** Returns a file of the product. */
  public static Artifact anArtifact(String version, String language) {
    return new Artifact(
            PRODUCT,
            version,
            language,
            "ISO",
            "windows-server-%s-%s.iso".formatted(version, language),
            "artifacts/windows-server-%s-%s.iso".formatted(version, language),
            1_024,
            "0".repeat(64),
            NOON)
        .verified();
  }

  /** Returns a new link for 14 days and 50 downloads, and its token. */
  public static Made aLinkTo(Entitlement entitlement, Instant createdAt) {
    var token = LinkToken.next();
    var file = anArtifact("2019", "en-US");
    return new Made(aLink(token, entitlement, file, createdAt, "agent@contoso.example", 50), token);
  }

  /**
   * Returns a new link for 14 days and this many downloads. All tests outside the domain make their
   * links here.
   */
  public static DownloadLink aLink(
      LinkToken token,
      Entitlement entitlement,
      Artifact file,
      Instant createdAt,
      String createdBy,
      int downloads) {
    return new DownloadLink(
        LinkId.next(createdAt),
        token.hash(),
        entitlement.partner(),
        entitlement.customer(),
        entitlement.id(),
        entitlement.linkGeneration(),
        file,
        createdAt,
        createdBy,
        createdAt.plus(Duration.ofDays(14)),
        downloads,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a new activity record of an admin agent's operation on an entitlement. */
  public static ActivityRecord anActivity(
      Operation operation, Entitlement entitlement, Instant now) {
    return ActivityRecord.of(
        entitlement.partner(),
        anAgentAt(now),
        operation,
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product()));
  }

  /** Returns a new activity record of a placed order. */
  public static ActivityRecord anActivity(Order order) {
    return ActivityRecord.of(
        order.partner(),
        anAgentAt(order.placedAt()),
        Operation.ORDER_PLACED,
        Subject.of(order.customer(), order.id()));
  }

  /** Returns the idempotency record of a command under a new key. */
  public static IdempotencyRecord once() {
    return once(UUID.randomUUID().toString());
  }

  /** Returns the idempotency record of a command under a key. */
  public static IdempotencyRecord once(String key) {
    return once(key, new StoredAnswer(201, Map.of("Location", "/v1/x"), "{\"id\":\"x\"}", false));
  }

  /** Returns the idempotency record of a command under a key, with its answer. */
  public static IdempotencyRecord once(String key, StoredAnswer answer) {
    return new IdempotencyRecord(idempotencyKey(key), "fingerprint", answer);
  }

  /** Returns the idempotency of a command that runs under a new key. */
  public static <T> Once<T> running() {
    var answer = once().answer();
    return new Once<>(idempotencyKey(UUID.randomUUID().toString()), "fingerprint", _ -> answer);
  }

  /** Returns an idempotency key as a caller sends it. */
  public static IdempotencyKey idempotencyKey(String key) {
    return new IdempotencyKey(PARTNER, "POST /v1/things", key);
  }

  /** Returns the prices that a purchase would use. */
  public static Prices prices(PurchaseFacts facts) {
    return facts.find(PARTNER, CUSTOMER, idempotencyKey("of nothing"), NOON).prices();
  }

  /** Returns a vendor's file of keys, dropped at noon. */
  public static ImportKeys.Source aBatch(String pool, String name) {
    return aBatch(pool, name, KeyForm.FIVES);
  }

  /** Returns a vendor's file of keys in a form, dropped at noon. */
  public static ImportKeys.Source aBatch(String pool, String name, KeyForm form) {
    return new ImportKeys.Source(pool, form, name, "0".repeat(64), NOON);
  }
}
