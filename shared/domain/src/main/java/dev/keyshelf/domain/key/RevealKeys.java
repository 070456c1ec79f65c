package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.Told;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shows an entitlement's keys. The first reveal issues them, unless the order reserved them. If the
 * reservation is not complete, the keys that are reserved so far are shown. No stored answer ever
 * contains a key. So a repeat under the same idempotency key passes the gate again and is recorded
 * like any other reveal.
 */
public final class RevealKeys {
  private final EntitlementFacts facts;
  private final Entitlements entitlements;
  private final KeySupply supply;
  private final ProductKeys keys;
  private final KeyVault vault;
  private final Commands commands;

  /** Uses these stores and this vault. */
  public RevealKeys(
      EntitlementFacts facts,
      Entitlements entitlements,
      KeyPools pools,
      ProductKeys keys,
      KeyVault vault,
      IdempotencyRecords records) {
    this.facts = facts;
    this.entitlements = entitlements;
    this.supply = new KeySupply(pools, vault);
    this.keys = keys;
    this.vault = vault;
    this.commands = new Commands(records);
  }

  /**
   * A key in clear text. It may leave only in the response to the user whose reveal was recorded.
   */
  public record RevealedKey(IssuedKey issued, String text) {
    @Override
    public String toString() {
      return "RevealedKey[" + issued.id() + "]";
    }
  }

  /** The working keys of an entitlement, by ordinal. */
  public record Revealed(Entitlement entitlement, List<RevealedKey> keys) {}

  /** Why the keys are not shown. */
  public sealed interface Refusal {
    /** The customer of this partner has no such entitlement. */
    record NoSuchEntitlement() implements Refusal {}

    /** The partner is suspended or not registered. */
    record Suspended() implements Refusal {}

    /** The entitlement was cancelled, and its keys with it. */
    record Revoked() implements Refusal {}

    /** The subscription's term is over. */
    record TermEnded() implements Refusal {}

    /** The SKU that was bought comes without keys. */
    record HasNoKeys(Entitlement entitlement) implements Refusal {}

    /** The pool has too few keys now, or the line still waits for its first reserved key. */
    record Exhausted() implements Refusal {}
  }

  /**
   * Shows the keys if the gate is open at the moment of the commit. A repeated request gets the
   * keys that work at the time of the repeat.
   */
  public Told<Revealed, Refusal> reveal(
      PartnerId partner, CustomerId customer, EntitlementId id, Act act, Once<Entitlement> once) {
    return commands.runOnFacts(once, act.at(), () -> decide(partner, customer, id, act, once));
  }

  private Decision<Revealed, Refusal> decide(
      PartnerId partner, CustomerId customer, EntitlementId id, Act act, Once<Entitlement> once) {
    var found = facts.find(partner, customer, id, once.key(), act.at());
    var repeat = found.repeat(once);
    if (repeat.filter(Repeat.Reuse.class::isInstance).isPresent()) {
      return new Decision.Reuse<>();
    }
    if (found.entitlement().isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchEntitlement());
    }
    var entitlement = found.entitlement().get();
    var refusal = refusal(found.mayTrade(), entitlement, act);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    if (entitlement.keysIssued() > 0) {
      return show(entitlement, act, once, repeat.isPresent());
    }
    return entitlement.keysOutstanding() > 0
        ? outOfKeys(entitlement)
        : issue(entitlement, act, once);
  }

  /** Reads again if the entitlement has changed, since it may have got its keys meanwhile. */
  private Decision<Revealed, Refusal> outOfKeys(Entitlement entitlement) {
    return entitlements.isUnchanged(entitlement)
        ? Decision.refuse(new Refusal.Exhausted())
        : new Decision.ReadAgain<>();
  }

  private static Optional<Refusal> refusal(boolean mayTrade, Entitlement entitlement, Act act) {
    if (!mayTrade) {
      return Optional.of(new Refusal.Suspended());
    }
    if (entitlement.purchase().keys().isEmpty()) {
      return Optional.of(new Refusal.HasNoKeys(entitlement));
    }
    return switch (entitlement.gateAt(act.at())) {
      case OPEN -> Optional.empty();
      case CANCELLED -> Optional.of(new Refusal.Revoked());
      case TERM_ENDED -> Optional.of(new Refusal.TermEnded());
    };
  }

  private Decision<Revealed, Refusal> issue(
      Entitlement entitlement, Act act, Once<Entitlement> once) {
    var issuer = entitlement.purchase().keys().orElseThrow().issuer();
    // After a partial cancellation fewer keys are needed. The others stay in their pool.
    var needed = entitlement.workingKeys();
    var picked = supply.keys(issuer, needed);
    if (picked.size() < needed) {
      return outOfKeys(entitlement);
    }
    var issued =
        IntStream.range(0, needed)
            .mapToObj(i -> IssuedKey.of(picked.get(i), entitlement.id(), i + 1, act.at()))
            .toList();
    var activity = record(entitlement, act, Operation.KEYS_ISSUED, issued);
    return new Decision.Do<>(
        () -> keys.issue(entitlement, picked, activity, once.record(entitlement)),
        () -> revealed(entitlement.withKeysIssued(), issued),
        false);
  }

  private Decision<Revealed, Refusal> show(
      Entitlement entitlement, Act act, Once<Entitlement> once, boolean replayed) {
    // These are the keys at the commit, which fails if the entitlement changes before it.
    var working =
        keys.list(entitlement).stream()
            .filter(key -> key.isCurrent() && key.ordinal() <= entitlement.workingKeys())
            .toList();
    var record = replayed ? Optional.<Once<Entitlement>>empty() : Optional.of(once);
    return new Decision.Do<>(
        () ->
            keys.reveal(
                entitlement,
                record(entitlement, act, Operation.KEYS_REVEALED, working),
                record.map(first -> first.record(entitlement))),
        () -> revealed(entitlement, working),
        replayed);
  }

  private Revealed revealed(Entitlement entitlement, List<IssuedKey> working) {
    var inClear =
        working.stream()
            .map(key -> new RevealedKey(key, vault.open(key.sealed(), key.id())))
            .toList();
    return new Revealed(entitlement, inClear);
  }

  private static ActivityRecord record(
      Entitlement entitlement, Act act, Operation operation, List<IssuedKey> touched) {
    return ActivityRecord.of(
        entitlement.partner(),
        act,
        operation,
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
            .touching(touched.stream().map(IssuedKey::touched).toList()));
  }
}
