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
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shows an entitlement's keys; the first time issues them. A repeat under the same idempotency key
 * passes the gate and is recorded like any other showing: no stored answer ever holds a key.
 */
public final class RevealKeys {
  private final EntitlementFacts facts;
  private final Entitlements entitlements;
  private final KeySupply supply;
  private final ProductKeys keys;
  private final KeyVault vault;

  /** Uses these stores and this vault. */
  public RevealKeys(
      EntitlementFacts facts,
      Entitlements entitlements,
      KeyPools pools,
      ProductKeys keys,
      KeyVault vault) {
    this.facts = facts;
    this.entitlements = entitlements;
    this.supply = new KeySupply(pools, vault);
    this.keys = keys;
    this.vault = vault;
  }

  /** A key in clear. It must leave only in the answer to who was recorded. */
  public record RevealedKey(IssuedKey issued, String text) {
    @Override
    public String toString() {
      return "RevealedKey[" + issued.id() + "]";
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The keys that work, by ordinal. */
    record Revealed(Entitlement entitlement, List<RevealedKey> keys, boolean replayed)
        implements Outcome {}

    /** The key of the request was used for another request. */
    record KeyReused() implements Outcome {}

    /** The partner's customer has no such entitlement. */
    record NoSuchEntitlement() implements Outcome {}

    /** The partner may not get keys now. */
    record Suspended() implements Outcome {}

    /** The entitlement was cancelled, and its keys with it. */
    record Revoked() implements Outcome {}

    /** The subscription's term is over. */
    record TermEnded() implements Outcome {}

    /** What was bought comes without keys. */
    record HasNoKeys(Entitlement entitlement) implements Outcome {}

    /** The pool has not enough keys now; nothing was issued. */
    record Exhausted() implements Outcome {}
  }

  /** Shows the keys, if the gate is open at the moment of the commit. */
  public Outcome reveal(
      PartnerId partner, CustomerId customer, EntitlementId id, Act act, Once<Entitlement> once) {
    return Attempts.until(() -> attempt(partner, customer, id, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner, CustomerId customer, EntitlementId id, Act act, Once<Entitlement> once) {
    var found = facts.find(partner, customer, id, once.key(), act.at());
    var repeat = found.repeat(once);
    if (repeat.filter(Repeat.Reuse.class::isInstance).isPresent()) {
      return Optional.of(new Outcome.KeyReused());
    }
    if (found.entitlement().isEmpty()) {
      return Optional.of(new Outcome.NoSuchEntitlement());
    }
    var entitlement = found.entitlement().get();
    var refusal = refusal(found.mayTrade(), entitlement, act);
    if (refusal.isPresent()) {
      return refusal;
    }
    return entitlement.keysIssued() == 0
        ? issue(entitlement, act, once)
        : show(entitlement, act, once, repeat.isPresent());
  }

  private static Optional<Outcome> refusal(boolean mayTrade, Entitlement entitlement, Act act) {
    if (!mayTrade) {
      return Optional.of(new Outcome.Suspended());
    }
    if (entitlement.purchase().keys().isEmpty()) {
      return Optional.of(new Outcome.HasNoKeys(entitlement));
    }
    return switch (entitlement.gateAt(act.at())) {
      case OPEN -> Optional.empty();
      case CANCELLED -> Optional.of(new Outcome.Revoked());
      case TERM_ENDED -> Optional.of(new Outcome.TermEnded());
    };
  }

  private Optional<Outcome> issue(Entitlement entitlement, Act act, Once<Entitlement> once) {
    var issuer = entitlement.purchase().keys().orElseThrow().issuer();
    // A part cancel before the first time leaves fewer to issue: what is cancelled stays in its
    // pool.
    var needed = entitlement.workingKeys();
    var picked = supply.keys(issuer, needed);
    if (picked.size() < needed) {
      // The pool's last keys may have gone to this very entitlement since it was read.
      return isUnchanged(entitlement) ? Optional.of(new Outcome.Exhausted()) : Optional.empty();
    }
    var issued =
        IntStream.range(0, needed)
            .mapToObj(i -> IssuedKey.of(picked.get(i), entitlement.id(), i + 1, act.at()))
            .toList();
    var activity = record(entitlement, act, Operation.KEYS_ISSUED, issued);
    return keys.issue(entitlement, picked, activity, once.record(entitlement)) == Commit.DONE
        ? Optional.of(revealed(entitlement.withKeysIssued(), issued, false))
        : Optional.empty();
  }

  private boolean isUnchanged(Entitlement entitlement) {
    return entitlements
        .find(entitlement.partner(), entitlement.customer(), entitlement.id())
        .filter(now -> now.version() == entitlement.version())
        .isPresent();
  }

  private Optional<Outcome> show(
      Entitlement entitlement, Act act, Once<Entitlement> once, boolean replayed) {
    // As they are at the commit: it fails if anything of the entitlement changed since it was read.
    var working =
        keys.list(entitlement).stream()
            .filter(key -> key.isCurrent() && key.ordinal() <= entitlement.workingKeys())
            .toList();
    var record = replayed ? Optional.<Once<Entitlement>>empty() : Optional.of(once);
    var commit =
        keys.reveal(
            entitlement,
            record(entitlement, act, Operation.KEYS_REVEALED, working),
            record.map(first -> first.record(entitlement)));
    return commit == Commit.DONE
        ? Optional.of(revealed(entitlement, working, replayed))
        : Optional.empty();
  }

  private Outcome.Revealed revealed(
      Entitlement entitlement, List<IssuedKey> working, boolean replayed) {
    var inClear =
        working.stream()
            .map(key -> new RevealedKey(key, vault.open(key.sealed(), key.id())))
            .toList();
    return new Outcome.Revealed(entitlement, inClear, replayed);
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
