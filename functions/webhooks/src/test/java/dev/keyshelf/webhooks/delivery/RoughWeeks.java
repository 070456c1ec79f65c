package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.testkit.Situations.once;
import static java.util.Objects.requireNonNull;

import dev.keyshelf.api.EventJson;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.DeliverEvents;
import dev.keyshelf.domain.webhook.DeliverEvents.Outcome;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.webhooks.delivery.RoughReceiver.Manners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Weeks in which partners act, their receivers misbehave, and deliverers die. */
final class RoughWeeks implements AutoCloseable {
  static final PartnerId CONTOSO = new PartnerId("contoso");
  static final PartnerId FABRIKAM = new PartnerId("fabrikam");

  private static final Duration DEADLINE = Duration.ofMillis(400);
  private static final List<Operation> OPERATIONS =
      List.of(
          Operation.ORDER_PLACED,
          Operation.ORDER_CANCELLED,
          Operation.CUSTOMER_CREATED,
          Operation.LINK_CREATED,
          Operation.KEYS_ISSUED);

  private final Wiring ports;

  /** Deliverers move it on when they wait. */
  private final StoppedClock clock;

  private final Random random;
  private final Deaths deaths;
  private final Map<Webhook, RoughReceiver> hooks = new LinkedHashMap<>();

  /** The secrets of each webhook, as they were after each change. */
  private final Map<Webhook, List<List<WebhookSecret>>> signing = new HashMap<>();

  private final Map<WebhookSecret, SigningSecret> opened = new HashMap<>();
  private int events;
  private int stops;
  private int rotations;

  RoughWeeks(Wiring ports, StoppedClock clock, long seed) throws IOException {
    this.ports = ports;
    this.clock = clock;
    this.random = new Random(seed);
    this.deaths = new Deaths(random.nextLong());
    hook(CONTOSO, new Manners(0, 0, 0, 0.5, 0));
    hook(CONTOSO, new Manners(0.3, 0, 0.05, 0, 0.02), "dev.keyshelf.order.*");
    hook(FABRIKAM, new Manners(0.1, 0.04, 0.1, 0.1, 0.02));
    hook(FABRIKAM, new Manners(0.1, 0, 0, 0.2, 0), "dev.keyshelf.customer.*");
  }

  private void hook(PartnerId partner, Manners manners, String... types) throws IOException {
    var receiver = new RoughReceiver(manners, DEADLINE, random.nextLong());
    var now = clock.instant();
    var hooked = Hooked.at(now).of(partner).to(receiver.address()).forTypes(types);
    var secret = sealed(Webhook.boundTo(partner, hooked.id()));
    var webhook = hooked.signedBy(List.of(secret)).webhook();
    ports
        .webhooks()
        .webhooks()
        .add(webhook, record(partner, Operation.WEBHOOK_CREATED, webhook), once());
    hooks.put(webhook, receiver);
    signing.put(webhook, new ArrayList<>(List.of(webhook.secrets())));
  }

  private WebhookSecret sealed(String boundTo) {
    var secret = SigningSecret.random();
    return new WebhookSecret(
        ports.webhookVault().seal(secret.text(), boundTo),
        secret.publicKey(),
        clock.instant(),
        Optional.empty());
  }

  private ActivityRecord record(PartnerId partner, Operation operation, Webhook webhook) {
    return record(partner, operation, Subject.of(webhook.id()));
  }

  private ActivityRecord record(PartnerId partner, Operation operation, Subject subject) {
    var act = new Act(new Actor.User("ada", Set.of("GlobalAdmin")), clock.instant(), "rough");
    return ActivityRecord.of(partner, act, operation, subject);
  }

  Map<Webhook, RoughReceiver> hooks() {
    return hooks;
  }

  int kills() {
    return deaths.count();
  }

  String summary() {
    return "%s kills, %s events, %s arrivals, %s ended webhooks, %s new secrets"
        .formatted(
            kills(),
            events,
            hooks.values().stream().mapToInt(each -> each.arrivals().size()).sum(),
            stops,
            rotations);
  }

  /** Lets something happen, and deliverers send it until they die or have nothing left. */
  void pass() {
    publish();
    for (var webhook : hooks.keySet()) {
      switch (random.nextInt(8)) {
        case 0 -> ping(webhook);
        case 1 -> rotate(webhook);
        default -> {}
      }
      deliver(webhook, 1 + random.nextInt(2));
      switchOn(webhook);
    }
  }

  /** Lets nobody misbehave or die any more, and sends the rest. */
  void end() {
    deaths.end();
    hooks.forEach(
        (webhook, receiver) -> {
          receiver.behave(Manners.GOOD);
          do {
            switchOn(webhook);
            deliver(webhook, 2);
          } while (!stored(webhook).isActive()
              || stored(webhook).position() < ports.feed().feeds().last(webhook.partner()));
        });
  }

  private void publish() {
    for (var partner : List.of(CONTOSO, FABRIKAM)) {
      var count = 1 + random.nextInt(12);
      publish(
          partner,
          IntStream.range(0, count)
              .mapToObj(_ -> OPERATIONS.get(random.nextInt(OPERATIONS.size())))
              .map(operation -> record(partner, operation, Subject.none()))
              .toList());
    }
  }

  private void publish(PartnerId partner, List<ActivityRecord> records) {
    ports.feed().feeds().publish(partner, records);
    events += records.size();
  }

  private void ping(Webhook webhook) {
    publish(
        webhook.partner(), List.of(record(webhook.partner(), Operation.WEBHOOK_PINGED, webhook)));
  }

  private void rotate(Webhook webhook) {
    clock.advanceTo(clock.instant().plus(Duration.ofHours(random.nextInt(30))));
    var before = stored(webhook);
    var after = before.signedWith(sealed(before.boundTo()), clock.instant());
    change(before, after);
    requireNonNull(signing.get(webhook)).add(after.secrets());
    rotations++;
  }

  /** A user switches a webhook on again whose receiver was gone or failed for three days. */
  private void switchOn(Webhook webhook) {
    var before = stored(webhook);
    if (!before.isActive()) {
      stops++;
      change(before, before.in(new WebhookState.Active(), clock.instant()));
    }
  }

  private void change(Webhook before, Webhook after) {
    var activity = record(before.partner(), Operation.WEBHOOK_CHANGED, before);
    var commit = ports.webhooks().webhooks().change(before, after, activity, Optional.empty());
    if (commit != Commit.DONE) {
      throw new AssertionError("nobody else changes a webhook between deliveries");
    }
  }

  Webhook stored(Webhook webhook) {
    return ports.webhooks().webhooks().find(webhook.partner(), webhook.id()).orElseThrow();
  }

  /** Lets deliverers work at the same time. */
  private void deliver(Webhook webhook, int deliverers) {
    Callable<Boolean> working = () -> deliver(webhook);
    try (var threads = Executors.newFixedThreadPool(deliverers)) {
      for (var each :
          threads.invokeAll(IntStream.range(0, deliverers).mapToObj(_ -> working).toList())) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Delivers, dies, is started again, until nothing is left. */
  private boolean deliver(Webhook webhook) {
    var left = true;
    while (left) {
      try (var receivers =
          new HttpsReceivers(
              Reach.LOOPBACK_TOO, new Guard(Resolver.SYSTEM), Tls.trusted(), DEADLINE)) {
        var deliverEvents =
            new DeliverEvents(
                deaths.around(ports.webhooks().webhooks()),
                ports.feed().feeds(),
                deaths.around(receivers),
                ports.webhookVault(),
                RoughWeeks::body,
                clock::instant);
        var outcome = deliverEvents.deliver(webhook.partner(), webhook.id(), TimeLeft.ENDLESS);
        left = outcome instanceof Outcome.NotDue;
        if (outcome instanceof Outcome.NotDue(var time)) {
          clock.advanceTo(clock.instant().plus(time));
        }
      } catch (Deaths.Killed _) {
        // Another one is started.
      } catch (UnavailableException _) {
        // The other deliverer moved the clock by hours before this one could commit.
      }
    }
    return true;
  }

  /** Returns the body of an event's message. */
  static byte[] body(Event event) {
    return Json.write(EventJson.of(event)).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the events that a webhook must receive, in their order. */
  List<Event> wanted(Webhook webhook) {
    var all = new ArrayList<Event>();
    List<Event> page;
    do {
      page = ports.feed().feeds().list(webhook.partner(), all.size(), 500);
      all.addAll(page);
    } while (!page.isEmpty());
    return all.stream().filter(event -> isWanted(webhook, event)).toList();
  }

  private static boolean isWanted(Webhook webhook, Event event) {
    return event.type().name().equals("dev.keyshelf.webhook.pinged.v1")
        ? event.record().subject().webhook().equals(Optional.of(webhook.id()))
        : webhook.types().contains(event.type());
  }

  /** Returns whether the secrets that held at its time have signed an arrival, and no others. */
  boolean isSigned(Webhook webhook, RoughReceiver.Arrival arrival) {
    return requireNonNull(signing.get(webhook)).stream()
        .map(secrets -> secrets.stream().filter(each -> each.holdsAt(arrival.at())).toList())
        .map(secrets -> secrets.stream().map(each -> opened(webhook, each)).toList())
        .map(
            secrets ->
                SigningSecret.signatures(secrets, arrival.id(), arrival.at(), arrival.body()))
        .anyMatch(arrival.signature()::equals);
  }

  private SigningSecret opened(Webhook webhook, WebhookSecret secret) {
    return opened.computeIfAbsent(
        secret,
        each -> SigningSecret.of(ports.webhookVault().open(each.sealed(), webhook.boundTo())));
  }

  @Override
  public void close() {
    hooks.values().forEach(RoughReceiver::close);
  }
}
