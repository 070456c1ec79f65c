package dev.keyshelf.testkit.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The fixture of one handler test: its own stores, the ports on them, and a stopped clock. It also
 * performs the steps of the {@link Story}, and sends events to handlers.
 */
@SuppressWarnings("NullAway.Init") // Tests use the fixture only after beforeEach.
public final class HandlerFixture implements BeforeEachCallback, AfterEachCallback {
  private static final String ADA = "ada@contoso.example";
  private static final Act ACT =
      new Act(new Actor.User(ADA, Set.of("AdminAgent")), Story.BOUGHT_AT, "story");

  private final StoppedClock clock = new StoppedClock();
  private CloudFixture cloud;
  private Wiring ports;

  @Override
  public void beforeEach(ExtensionContext context) {
    cloud = CloudFixture.of(context);
    ports = Wiring.of(variables(), clock);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ports.close();
  }

  private Map<String, String> variables() {
    return Story.variables(cloud, Path.of("target", "keys", environment("KEYSHELF_TABLE")));
  }

  /** Returns the test's own stores. */
  public CloudFixture cloud() {
    return cloud;
  }

  /** Returns one of a function's variables, such as the name of a bucket. */
  public String environment(String name) {
    return Objects.requireNonNull(cloud.environment().get(name), name);
  }

  /** Returns the ports on the test's stores. */
  public Wiring ports() {
    return ports;
  }

  /** Sets the time. At first it is {@link Story#BOUGHT_AT}. */
  public void strike(Instant time) {
    clock.strike(time);
  }

  /** Returns the time. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns the newest 50 records of a partner's log, from an hour before the story until now. */
  public List<ActivityRecord> log(PartnerId partner) {
    var from = Story.BOUGHT_AT.minus(Duration.ofHours(1));
    var question = new ActivityLog.Question(from, now().plusSeconds(1), ActivityFilter.NONE);
    return ports.activityLog().list(partner, question, 50, Optional.empty()).records();
  }

  /**
   * Returns the only record of an operation in a partner's log. Records of one instant have no
   * order, so there is no first one among several.
   *
   * @throws AssertionError if there is none or more than one
   */
  public ActivityRecord onlyRecord(PartnerId partner, Operation operation) {
    var records = log(partner).stream().filter(each -> each.operation() == operation).toList();
    if (records.size() != 1) {
      throw new AssertionError("%s records of %s".formatted(records.size(), operation));
    }
    return records.getFirst();
  }

  /** Sends a request to a handler that uses the ports, and returns its reply. */
  public Reply send(
      Function<Wiring, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> handler,
      Events event) {
    return event.to(
        handler.apply(ports)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  /** Sends an event to a scheduled handler, and returns its answer. */
  public JsonNode fire(
      Function<Wiring, ? extends RequestHandler<ScheduledEvent, ?>> handler, Events event) {
    return event
        .to(handler.apply(ports)::handleRequest, ScheduledEvent.class, Context.class)
        .answer();
  }

  /** Sends the event of a dropped file to an import's handler, and returns its answer. */
  public JsonNode drop(
      Function<Wiring, ? extends RequestHandler<S3Event, ?>> handler, Events event) {
    return event.to(handler.apply(ports)::handleRequest, S3Event.class, Context.class).answer();
  }

  /**
   * Publishes the partner, and {@code partner-b}, which is never suspended. Both are eligible only
   * for {@code server-software}.
   */
  public void partnerIs(boolean suspended) {
    var program = "server-software";
    ports
        .partners()
        .publish(
            List.of(
                Situations.aPartner(Story.PARTNER, "Contoso", suspended, program),
                Situations.aPartner(new PartnerId("partner-b"), "Fabrikam", false, program)),
            Instant.EPOCH);
  }

  /** Adds the story's customer, in a market. */
  public void customerIsIn(String market) {
    exists(Story.customerIn(market));
  }

  /** Adds a customer. */
  public void exists(Customer customer) {
    ports
        .customers()
        .add(
            customer,
            activity(Operation.CUSTOMER_CREATED, Subject.of(customer.id())),
            once(customer.id().value()));
  }

  /** Changes a customer. */
  public void changed(Customer before, Customer after) {
    ports
        .customers()
        .change(
            before,
            after,
            activity(Operation.CUSTOMER_CHANGED, Subject.of(after.id())),
            once(after.id().value() + after.version()));
  }

  /** Imports keys into the story's pool. */
  public void supplied(List<String> keys) {
    var lines =
        IntStream.range(0, keys.size()).mapToObj(i -> new BatchLine(i + 2, keys.get(i))).toList();
    new ImportKeys(ports.keyBatches(), ports.keyVault())
        .add(Situations.aBatch(Story.POOL, "batch"), lines);
  }

  /** Places the story's order, with a line for each purchase. */
  public Order bought(Purchase... purchases) {
    return placed(Story.order(purchases));
  }

  /** Places an order. */
  public Order placed(Order order) {
    ports
        .orders()
        .place(
            order,
            Reservation.none(),
            activity(Operation.ORDER_PLACED, Subject.of(order.customer(), order.id())),
            once(order.id().value()));
    return order;
  }

  /** Cancels the story's whole order at the time it was placed. */
  public void cancelled() {
    var all = Selection.wholeOrder();
    var quote =
        CancellationQuote.of(
            ports.orders().find(Story.PARTNER, Story.CUSTOMER, Story.ORDER).orElseThrow(),
            ports.entitlements().listOf(Story.PARTNER, Story.CUSTOMER, Story.ORDER),
            all,
            Story.BOUGHT_AT);
    var command =
        new CancelOrder.Command(
            Story.PARTNER,
            Story.CUSTOMER,
            Story.ORDER,
            all,
            new CancelOrder.Accepted.Quote(quote.id()),
            new Cancellation.Reason(Cancellation.ReasonCode.OTHER, ""));
    var answer = new StoredAnswer(200, Map.of(), "{}", false);
    new CancelOrder(
            ports.orders(),
            ports.entitlements(),
            ports.cancellations(),
            ports.keyMask(),
            ports.idempotencyRecords())
        .cancel(command, ACT, new Once<>(key("cancel"), "", _ -> answer));
  }

  /** Creates the story's link to its file, for a placed order. */
  public void linked(Order order) {
    linked(order, Story.TOKEN, 2);
  }

  /** Creates a link to the story's file, with this token and number of downloads. */
  public void linked(Order order, LinkToken token, int downloads) {
    var entitlement = order.entitlements().getFirst();
    var link = Situations.aLink(token, entitlement, Story.file(), Story.BOUGHT_AT, ADA, downloads);
    var subject =
        Subject.of(Story.CUSTOMER, entitlement.id(), entitlement.purchase().product())
            .through(link.id(), link.artifact().fileName());
    ports
        .downloadLinks()
        .add(link, entitlement, activity(Operation.LINK_CREATED, subject), once(link.id().value()));
  }

  /** Adds a webhook of any partner. */
  public void hooked(Webhook webhook) {
    var id = webhook.id();
    ports
        .webhooks()
        .webhooks()
        .add(
            webhook,
            ActivityRecord.of(webhook.partner(), ACT, Operation.WEBHOOK_CREATED, Subject.of(id)),
            once(id.value()));
  }

  private static ActivityRecord activity(Operation operation, Subject subject) {
    return ActivityRecord.of(Story.PARTNER, ACT, operation, subject);
  }

  private static IdempotencyRecord once(String key) {
    return new IdempotencyRecord(key(key), key, new StoredAnswer(201, Map.of(), "{}", false));
  }

  private static IdempotencyKey key(String key) {
    return new IdempotencyKey(Story.PARTNER, "story", key);
  }
}
