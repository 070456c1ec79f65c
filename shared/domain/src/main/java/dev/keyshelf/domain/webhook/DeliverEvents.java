package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.feed.FeedPages;
import dev.keyshelf.domain.feed.Feeds;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.WebhookState.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends a webhook the events after its position, in their order. It stops at the first failure. A
 * run can end at any point, and several can run at the same time: each begins at the position that
 * is stored, so an event can arrive more than once, but no event can arrive before an earlier one
 * has.
 */
public final class DeliverEvents {
  /** The most events that are sent before the position is stored. */
  static final int MOST_SENT = 20;

  /** The time after which the position is stored although more could be sent. */
  static final Duration LONGEST_UNSTORED = Duration.ofSeconds(5);

  private static final Actor BY = new Actor.Schedule("DeliverEvents");

  private final Webhooks webhooks;
  private final Feeds feeds;
  private final FeedPages pages;
  private final Receivers receivers;
  private final KeyVault vault;
  private final Function<Event, byte[]> bodies;
  private final Supplier<Instant> clock;

  /**
   * Uses these stores.
   *
   * @param bodies returns the body of an event's message
   * @param clock returns the time of each attempt, since a run takes up to a minute
   */
  public DeliverEvents(
      Webhooks webhooks,
      Feeds feeds,
      Receivers receivers,
      KeyVault vault,
      Function<Event, byte[]> bodies,
      Supplier<Instant> clock) {
    this.webhooks = webhooks;
    this.feeds = feeds;
    this.pages = new FeedPages(feeds);
    this.receivers = receivers;
    this.vault = vault;
    this.bodies = bodies;
    this.clock = () -> clock.get().truncatedTo(ChronoUnit.MILLIS);
  }

  /** How a run ended. */
  public sealed interface Outcome {
    /** The webhook is deleted, paused or switched off, or all events are sent. */
    record NothingLeft() implements Outcome {}

    /**
     * The time ran out.
     *
     * @param version the version of the webhook that has more to send
     */
    record MoreToSend(long version) implements Outcome {}

    /**
     * The next attempt is not due yet.
     *
     * @param time until then, more than zero
     */
    record NotDue(Duration time) implements Outcome {}
  }

  /**
   * Sends events until none is left, one cannot be delivered, or the time runs out.
   *
   * @param timeLeft checked before each message. It must leave out the time that one message and
   *     the storing of its result need
   */
  public Outcome deliver(PartnerId partner, WebhookId id, TimeLeft timeLeft) {
    Optional<Webhook> stored = Optional.empty();
    var lastId = Instant.MIN;
    while (true) {
      var found = stored.or(() -> webhooks.find(partner, id)).filter(Webhook::isActive);
      if (found.isEmpty()) {
        return new Outcome.NothingLeft();
      }
      var webhook = found.get();
      var now = clock.get();
      if (!webhook.isDueAt(now)) {
        var nextAt = webhook.failing().map(Failing::nextAt).orElse(now);
        return new Outcome.NotDue(Duration.between(now, nextAt));
      }
      if (timeLeft.isOver()) {
        return new Outcome.MoreToSend(webhook.version());
      }
      var batch = new Batch(webhook, timeLeft, lastId);
      batch.send();
      lastId = batch.lastId;
      if (batch.isEmpty()) {
        return new Outcome.NothingLeft();
      }
      // If somebody else has changed the webhook, what they stored decides how it goes on.
      stored = batch.store() == Commit.DONE ? Optional.of(batch.after()) : Optional.empty();
    }
  }

  /** The messages that are sent before the next place is stored. */
  private final class Batch {
    private final Webhook webhook;
    private final TimeLeft timeLeft;
    private final Instant begun = clock.get();
    private final Map<WebhookSecret, SigningSecret> opened = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Long> again;
    private long position;
    private Optional<Failing> failing;
    private Optional<Reason> end = Optional.empty();
    private boolean isStopped;
    private Instant lastId;

    Batch(Webhook webhook, TimeLeft timeLeft, Instant lastId) {
      this.webhook = webhook;
      this.timeLeft = timeLeft;
      this.lastId = lastId;
      this.again = new ArrayList<>(webhook.again());
      this.position = webhook.position();
      this.failing = webhook.failing();
    }

    void send() {
      while (!again.isEmpty() && goesOn()) {
        var number = again.getFirst();
        var event = feeds.list(webhook.partner(), number - 1, 1).stream().filter(this::isWanted);
        if (event.allMatch(this::isDelivered)) {
          again.removeFirst();
        }
      }
      if (goesOn()) {
        var page =
            pages.after(
                webhook.partner(),
                position,
                webhook.types(),
                this::isWanted,
                MOST_SENT - deliveries.size());
        for (var event : page.events()) {
          // What lies before the event is not wanted, so it is not examined again.
          position = event.number() - 1;
          if (!goesOn() || !isDelivered(event)) {
            return;
          }
          position = event.number();
        }
        position = page.examinedUpTo();
      }
    }

    private boolean goesOn() {
      return !isStopped
          && deliveries.size() < MOST_SENT
          && clock.get().isBefore(begun.plus(LONGEST_UNSTORED))
          && !timeLeft.isOver();
    }

    /** A ping is for its own webhook only, which gets it in any case. */
    private boolean isWanted(Event event) {
      return event.record().operation() == Operation.WEBHOOK_PINGED
          ? event.record().subject().webhook().filter(webhook.id()::equals).isPresent()
          : webhook.types().contains(event.type());
    }

    private boolean isDelivered(Event event) {
      var at = clock.get();
      var id = event.record().id();
      var body = bodies.apply(event);
      var signature = SigningSecret.signatures(signing(at), id, at, body);
      var span = event.record().span().map(Span::next);
      var message = new WebhookMessage(id, at, signature, body, event.requestId(), span);
      var result = receivers.send(webhook.address(), message);
      var now = clock.get();
      deliveries.add(
          new Delivery(
              nextId(at),
              event.number(),
              id,
              event.type(),
              failing.map(Failing::attempts).orElse(0) + 1,
              at,
              Duration.between(at, now),
              result));
      isStopped = !result.isDelivered();
      if (isStopped) {
        var became =
            failing
                .map(before -> before.again(now, result))
                .orElseGet(() -> Failing.first(now, result));
        failing = Optional.of(became);
        end =
            result.isGone()
                ? Optional.of(Reason.GONE)
                : Optional.of(Reason.FAILING).filter(_ -> became.isOverAt(now));
      } else {
        failing = Optional.empty();
      }
      return !isStopped;
    }

    private List<SigningSecret> signing(Instant at) {
      return webhook.signingAt(at).stream()
          .map(each -> opened.computeIfAbsent(each, this::open))
          .toList();
    }

    private SigningSecret open(WebhookSecret secret) {
      return SigningSecret.of(vault.open(secret.sealed(), webhook.boundTo()));
    }

    /** Returns an id that is greater than the one before, also within a millisecond. */
    private String nextId(Instant at) {
      lastId = at.isAfter(lastId) ? at : lastId.plusMillis(1);
      return Ulids.next(lastId);
    }

    boolean isEmpty() {
      return deliveries.isEmpty()
          && position == webhook.position()
          && again.size() == webhook.again().size();
    }

    Webhook after() {
      var moved = webhook.at(position, again, failing);
      var after =
          deliveries.stream()
              .filter(each -> each.result().isDelivered())
              .reduce((_, last) -> last)
              .map(last -> moved.deliveredAt(last.at()))
              .orElse(moved);
      return end.map(why -> after.off(why, stoppedAt())).orElse(after);
    }

    private Instant stoppedAt() {
      return deliveries.getLast().at();
    }

    Commit store() {
      return webhooks.deliver(webhook, after(), deliveries, end.map(this::stopped));
    }

    private ActivityRecord stopped(Reason why) {
      var act = new Act(BY, stoppedAt(), deliveries.getLast().id());
      return ActivityRecord.of(
              webhook.partner(), act, Operation.WEBHOOK_STOPPED, Subject.of(webhook.id()))
          .because(Optional.of(why.name()));
    }
  }
}
