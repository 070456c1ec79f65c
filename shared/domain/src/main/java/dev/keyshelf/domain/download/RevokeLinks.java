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
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import java.util.List;
import java.util.Optional;

/**
 * Ends one download link, or all that an entitlement has, before their time. It is there for
 * whoever learns that a link has leaked, so a suspended partner may do it too: it only takes away.
 */
public final class RevokeLinks {
  private final Entitlements entitlements;
  private final DownloadLinks links;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask given the reasons
   */
  public RevokeLinks(
      Entitlements entitlements, DownloadLinks links, KeyMask mask, IdempotencyRecords records) {
    this.entitlements = entitlements;
    this.links = links;
    this.mask = mask;
    this.commands = new Commands(records);
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
      Optional<String> reason) {
    private Command masked(KeyMask mask) {
      return new Command(partner, customer, entitlement, link, mask.masked(reason));
    }
  }

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

    /** All links there were: the purchase was cancelled, and they with it. */
    record Cancelled(Entitlement entitlement) implements Ended {}
  }

  /** The partner's customer has no such entitlement, or it no such link. */
  public record NotThere() {}

  /**
   * Revokes what the command names, with its sessions; links made afterwards work. What was revoked
   * before, by itself, with all others or by a cancel, stays as it is.
   */
  public Told<StoredAnswer, NotThere> revoke(Command command, Act act, Once<Ended> once) {
    var kept = command.masked(mask);
    return commands.run(once, act.at(), () -> decide(kept, act, once));
  }

  private Decision<StoredAnswer, NotThere> decide(Command command, Act act, Once<Ended> once) {
    var found = entitlements.find(command.partner(), command.customer(), command.entitlement());
    if (found.isEmpty()) {
      return Decision.refuse(new NotThere());
    }
    var entitlement = found.get();
    var revocation = new LinkRevocation(act.at(), act.by().name(), command.reason());
    if (command.link().isEmpty()) {
      return all(entitlement, revocation, act, once);
    }
    return links
        .find(entitlement, command.link().get())
        .map(link -> one(link, entitlement, revocation, act, once))
        .orElseGet(() -> Decision.refuse(new NotThere()));
  }

  private Decision<StoredAnswer, NotThere> one(
      DownloadLink link,
      Entitlement entitlement,
      LinkRevocation revocation,
      Act act,
      Once<Ended> once) {
    if (link.stateAt(act.at(), entitlement) == LinkState.REVOKED) {
      return Decision.keep(once, new Ended.One(link, entitlement));
    }
    var subject =
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
            .through(link.id(), link.artifact().fileName());
    var activity =
        ActivityRecord.of(entitlement.partner(), act, Operation.LINK_REVOKED, subject)
            .because(revocation.reason());
    return Decision.done(
        once,
        new Ended.One(link.afterRevocation(revocation), entitlement),
        record -> links.revoke(link, revocation, activity, record));
  }

  /**
   * The generation rises even where no link works now: one may be made at this very moment, and the
   * sessions of links that are used up go on.
   */
  private Decision<StoredAnswer, NotThere> all(
      Entitlement entitlement, LinkRevocation revocation, Act act, Once<Ended> once) {
    if (entitlement.gateAt(act.at()) == Gate.CANCELLED) {
      return Decision.keep(once, new Ended.Cancelled(entitlement));
    }
    var subject =
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product());
    var activity =
        ActivityRecord.of(entitlement.partner(), act, Operation.LINKS_REVOKED, subject)
            .because(revocation.reason());
    var open = links.countOpen(List.of(entitlement), act.at()).getOrDefault(entitlement.id(), 0);
    return Decision.done(
        once,
        new Ended.All(entitlement, revocation, open),
        record -> links.revokeAll(entitlement, revocation, activity, record));
  }
}
