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
 * Revokes one download link, or all links of an entitlement. It is meant for links that have
 * leaked. A suspended partner may do it too, because it only takes away access.
 */
public final class RevokeLinks {
  private final Entitlements entitlements;
  private final DownloadLinks links;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask masks product keys in the reasons
   */
  public RevokeLinks(
      Entitlements entitlements, DownloadLinks links, KeyMask mask, IdempotencyRecords records) {
    this.entitlements = entitlements;
    this.links = links;
    this.mask = mask;
    this.commands = new Commands(records);
  }

  /**
   * The links to revoke.
   *
   * @param link the link; empty for all links of the entitlement
   * @param reason the reason in the user's words
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

  /** The links that are revoked now. */
  public sealed interface Ended {
    /** One link was revoked, now or before. */
    record One(DownloadLink link, Entitlement entitlement) implements Ended {}

    /**
     * All existing links were revoked.
     *
     * @param links how many of the newest 200 links worked at the time of the request
     */
    record All(Entitlement entitlement, LinkRevocation revocation, int links) implements Ended {}

    /** All links had ended already, because the purchase was cancelled. */
    record Cancelled(Entitlement entitlement) implements Ended {}
  }

  /** The partner's customer has no such entitlement, or the entitlement has no such link. */
  public record NotThere() {}

  /**
   * Revokes the links that the command names, and ends their downloads' sessions. Links that are
   * created later work. Links that have ended already, by a revocation or a cancellation, stay as
   * they are.
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
   * Revokes all links, even if no link works now: a link may be created at the same time, and the
   * sessions of used-up links may still be open.
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
