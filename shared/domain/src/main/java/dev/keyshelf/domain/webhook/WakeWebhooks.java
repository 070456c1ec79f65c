package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.feed.Feeds;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Wakes each webhook that has something to send and may send it, in case the message that should
 * have woken it is lost or its retry is due.
 */
public final class WakeWebhooks {
  /** The time after which a webhook waits that could send and does not. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Webhooks webhooks;
  private final Feeds feeds;
  private final Wakes wakes;

  /** Uses these stores and this queue. */
  public WakeWebhooks(Webhooks webhooks, Feeds feeds, Wakes wakes) {
    this.webhooks = webhooks;
    this.feeds = feeds;
    this.wakes = wakes;
  }

  /**
   * The result of a run.
   *
   * @param woken how many webhooks it woke
   * @param failing how many active webhooks have failed since their last success
   * @param waiting how many others have not begun to send an event after {@link #LONGEST_WAIT}
   * @param complete whether the run reached all webhooks before the time ran out
   * @param failed the partners whose webhooks could not be read, each with the reason
   */
  public record Report(
      int woken, int failing, int waiting, boolean complete, List<Failure> failed) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /** A partner whose webhooks could not be read, and why. It does not stop the others. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /**
   * Looks at all webhooks, until the time runs out.
   *
   * @param timeLeft checked before each partner
   * @throws UnavailableException if a store or the queue does not answer
   */
  public Report wake(Instant now, TimeLeft timeLeft) {
    var run = new Run(now, timeLeft);
    // Each minute begins at another shard, so that a run that is too short leaves out others.
    var first = now.getEpochSecond() / 60;
    for (int i = 0; i < Webhooks.SHARDS && !run.isOver; i++) {
      run.wake((int) Math.floorMod(first + i, (long) Webhooks.SHARDS));
    }
    return run.report();
  }

  private final class Run {
    private final Instant now;
    private final String cause;
    private final TimeLeft timeLeft;
    private final List<Failure> failed = new ArrayList<>();
    private int woken;
    private int failing;
    private int waiting;
    private boolean isOver;

    Run(Instant now, TimeLeft timeLeft) {
      this.now = now;
      this.cause = now.truncatedTo(ChronoUnit.MINUTES).toString();
      this.timeLeft = timeLeft;
    }

    Report report() {
      return new Report(woken, failing, waiting, !isOver, failed);
    }

    void wake(int shard) {
      var partners = new LinkedHashSet<PartnerId>();
      webhooks.registered(shard).forEach(place -> partners.add(place.partner()));
      for (var partner : partners) {
        isOver = isOver || timeLeft.isOver();
        if (isOver) {
          return;
        }
        try {
          wake(partner);
        } catch (RuntimeException why) {
          if (UnavailableException.isOutage(why)) {
            throw why;
          }
          failed.add(new Failure(partner, why));
        }
      }
    }

    private void wake(PartnerId partner) {
      var active = webhooks.list(partner).stream().filter(Webhook::isActive).toList();
      if (active.isEmpty()) {
        return;
      }
      var last = feeds.last(partner);
      var due = new ArrayList<Wake>();
      for (var webhook : active) {
        var isBehind = webhook.position() < last || !webhook.again().isEmpty();
        if (webhook.failing().isPresent()) {
          failing++;
        } else if (isBehind && isWaiting(webhook)) {
          waiting++;
        }
        if (isBehind && webhook.isDueAt(now)) {
          due.add(new Wake(partner, webhook.id(), cause));
        }
      }
      wakes.wake(due);
      woken += due.size();
    }

    /** Returns whether neither a user nor a delivery has moved it while an event was there. */
    private boolean isWaiting(Webhook webhook) {
      var since = now.minus(LONGEST_WAIT);
      return !webhook.changedAt().isAfter(since)
          && feeds.list(webhook.partner(), webhook.position(), 1).stream()
              .allMatch(event -> !event.record().at().isAfter(since))
          && webhook.lastDeliveredAt().stream().allMatch(at -> !at.isAfter(since));
    }
  }
}
