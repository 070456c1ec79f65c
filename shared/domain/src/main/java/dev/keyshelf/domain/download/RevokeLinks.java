package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlement.Gate;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import java.util.List;
import java.util.Optional;

/**
 * Ends one download link, or all that an entitlement has, before their time. It is there for
 * whoever learns that a link has leaked, so a suspended partner may do it too: it only takes away.
 */
public final class RevokeLinks {
  private final Entitlements entitlements;
  private final DownloadLinks links;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public RevokeLinks(Entitlements entitlements, DownloadLinks links, IdempotencyRecords records) {
    this.entitlements = entitlements;
    this.links = links;
    this.records = records;
  }

  /**
   * What is to be revoked.
   *
   * @param link one link; empty for all there are
   * @param reason why, in the user's words
   */
  public record Command(
      PartnerId partner,
      CustomerId customer,
      EntitlementId entitlement,
      Optional<LinkId> link,
      Optional<String> reason) {}

  /** What is over now. */
  public sealed interface Ended {
    /** One link. */
    record One(DownloadLink link, Entitlement entitlement) implements Ended {}

    /**
     * All links there were.
     *
     * @param links how many of them worked when it was asked for, of the newest 200
     */
    record All(Entitlement entitlement, LinkRevocation revocation, int links) implements Ended {}
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** They are revoked, with their sessions. */
    record Revoked(StoredAnswer answer) implements Outcome {}

    /** The link was revoked before, by itself, with all others or by a cancel: nothing changes. */
    record RevokedBefore(DownloadLink link, Entitlement entitlement) implements Outcome {}

    /** The purchase was cancelled, and all its links with it: nothing changes. */
    record CancelledBefore(Entitlement entitlement) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner's customer has no such entitlement, or it no such link. */
    record NotThere() implements Outcome {}
  }

  /** Revokes what the command names; links made afterwards work. */
  public Outcome revoke(Command command, Act act, Once<Ended> once) {
    return Attempts.until(() -> attempt(command, act, once));
  }

  private Optional<Outcome> attempt(Command command, Act act, Once<Ended> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var found = entitlements.find(command.partner(), command.customer(), command.entitlement());
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NotThere());
    }
    var entitlement = found.get();
    var revocation = new LinkRevocation(act.at(), act.by().name(), command.reason());
    if (command.link().isEmpty()) {
      return all(entitlement, revocation, act, once);
    }
    return links
        .find(entitlement, command.link().get())
        .map(link -> one(link, entitlement, revocation, act, once))
        .orElseGet(() -> Optional.of(new Outcome.NotThere()));
  }

  private Optional<Outcome> one(
      DownloadLink link,
      Entitlement entitlement,
      LinkRevocation revocation,
      Act act,
      Once<Ended> once) {
    if (link.stateAt(act.at(), entitlement) == LinkState.REVOKED) {
      return Optional.of(new Outcome.RevokedBefore(link, entitlement));
    }
    var subject =
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
            .through(link.id(), link.artifact().fileName());
    var activity =
        ActivityRecord.of(entitlement.partner(), act, Operation.LINK_REVOKED, subject)
            .because(revocation.reason());
    var record = once.record(new Ended.One(link.afterRevocation(revocation), entitlement));
    return outcome(links.revoke(link, revocation, activity, record), record);
  }

  /**
   * The generation rises even where no link works now: one may be made at this very moment, and the
   * sessions of links that are used up go on.
   */
  private Optional<Outcome> all(
      Entitlement entitlement, LinkRevocation revocation, Act act, Once<Ended> once) {
    if (entitlement.gateAt(act.at()) == Gate.CANCELLED) {
      return Optional.of(new Outcome.CancelledBefore(entitlement));
    }
    var subject =
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product());
    var activity =
        ActivityRecord.of(entitlement.partner(), act, Operation.LINKS_REVOKED, subject)
            .because(revocation.reason());
    var open = links.countOpen(List.of(entitlement), act.at()).getOrDefault(entitlement.id(), 0);
    var record = once.record(new Ended.All(entitlement, revocation, open));
    return outcome(links.revokeAll(entitlement, revocation, activity, record), record);
  }

  private static Optional<Outcome> outcome(Commit commit, IdempotencyRecord record) {
    return commit == Commit.DONE
        ? Optional.of(new Outcome.Revoked(record.answer()))
        : Optional.empty();
  }
}
