package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.RevealKeys.RevealedKey;
import dev.keyshelf.domain.key.Revocation.ReasonCode;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.Told;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a key out of use, issues another one in its place, and shows that. A repeat under the same
 * idempotency key passes the gate, is recorded, and shows the key that is current by then.
 */
public final class RotateKey {
  private final EntitlementFacts facts;
  private final Entitlements entitlements;
  private final KeySupply supply;
  private final ProductKeys keys;
  private final KeyVault vault;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores and this vault.
   *
   * @param mask given the reasons
   */
  public RotateKey(
      EntitlementFacts facts,
      Entitlements entitlements,
      KeyPools pools,
      ProductKeys keys,
      KeyVault vault,
      KeyMask mask,
      IdempotencyRecords records) {
    this.facts = facts;
    this.entitlements = entitlements;
    this.supply = new KeySupply(pools, vault);
    this.keys = keys;
    this.vault = vault;
    this.mask = mask;
    this.commands = new Commands(records);
  }

  /**
   * Which key is to be replaced, and why.
   *
   * @param lastFive of the key that the user means: of two who mean the same, one replaces it,
   *     since the next key ends otherwise than all before it, if the pool has such a one
   */
  public record Rotating(
      PartnerId partner,
      CustomerId customer,
      EntitlementId entitlement,
      int ordinal,
      String lastFive,
      ReasonCode code,
      String text) {
    private Rotating masked(KeyMask mask) {
      return new Rotating(
          partner, customer, entitlement, ordinal, lastFive, code, mask.masked(text));
    }
  }

  /** The key that works in its place. */
  public record Rotated(Entitlement entitlement, RevealedKey key) {}

  /** Why it is not replaced. */
  public sealed interface Refusal {
    /** The partner's customer has no such entitlement, or no key of that ordinal was issued. */
    record NoSuchKey() implements Refusal {}

    /** The partner may not get keys now. */
    record Suspended() implements Refusal {}

    /** The entitlement, or the part of it that the key was for, was cancelled. */
    record Revoked() implements Refusal {}

    /** The subscription's term is over. */
    record TermEnded() implements Refusal {}

    /** Another key than the one that the user means is current. */
    record NotCurrent(IssuedKey current) implements Refusal {}

    /** The pool has no key now; the old one works on. */
    record Exhausted() implements Refusal {}
  }

  /** Replaces the key, if the gate is open and it is current at the moment of the commit. */
  public Told<Rotated, Refusal> rotate(Rotating rotating, Act act, Once<Entitlement> once) {
    var kept = rotating.masked(mask);
    return commands.runOnFacts(once, act.at(), () -> decide(kept, act, once));
  }

  private Decision<Rotated, Refusal> decide(Rotating rotating, Act act, Once<Entitlement> once) {
    var found =
        facts.find(
            rotating.partner(), rotating.customer(), rotating.entitlement(), once.key(), act.at());
    var repeat = found.repeat(once);
    if (repeat.filter(Repeat.Reuse.class::isInstance).isPresent()) {
      return new Decision.Reuse<>();
    }
    if (found.entitlement().isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchKey());
    }
    var entitlement = found.entitlement().get();
    if (!found.mayTrade()) {
      return Decision.refuse(new Refusal.Suspended());
    }
    var generations =
        keys.list(entitlement).stream().filter(key -> key.ordinal() == rotating.ordinal()).toList();
    var current = generations.stream().filter(IssuedKey::isCurrent).findFirst();
    if (current.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchKey());
    }
    return switch (current.get().stateAt(act.at(), entitlement)) {
      case WORKING ->
          repeat.isPresent()
              ? show(entitlement, current.get(), act)
              : rotate(entitlement, current.get(), generations, rotating, act, once);
      case CANCELLED, REVOKED -> Decision.refuse(new Refusal.Revoked());
      case TERM_ENDED -> Decision.refuse(new Refusal.TermEnded());
    };
  }

  private Decision<Rotated, Refusal> rotate(
      Entitlement entitlement,
      IssuedKey current,
      List<IssuedKey> generations,
      Rotating rotating,
      Act act,
      Once<Entitlement> once) {
    if (!current.lastFive().equals(rotating.lastFive())) {
      return Decision.refuse(new Refusal.NotCurrent(current));
    }
    var used = generations.stream().map(IssuedKey::lastFive).collect(Collectors.toSet());
    var fresh = supply.another(entitlement.purchase().keys().orElseThrow().issuer(), used);
    if (fresh.isEmpty()) {
      // The pool's last key may have gone to the place of this very key since it was read.
      return entitlements.isUnchanged(entitlement)
          ? Decision.refuse(new Refusal.Exhausted())
          : new Decision.ReadAgain<>();
    }
    var next = current.followedBy(fresh.get(), act.at());
    var why = new Revocation(act.at(), act.by().name(), rotating.code(), rotating.text());
    var activity =
        record(
            entitlement, act, Operation.KEY_ROTATED, next.touched().inPlaceOf(current.lastFive()));
    return new Decision.Do<>(
        () ->
            keys.rotate(
                entitlement, current.revoked(why), fresh.get(), activity, once.record(entitlement)),
        () -> new Rotated(entitlement, revealed(next)),
        false);
  }

  private Decision<Rotated, Refusal> show(Entitlement entitlement, IssuedKey current, Act act) {
    var activity = record(entitlement, act, Operation.KEYS_REVEALED, current.touched());
    return new Decision.Do<>(
        () -> keys.reveal(entitlement, activity, Optional.empty()),
        () -> new Rotated(entitlement, revealed(current)),
        true);
  }

  private RevealedKey revealed(IssuedKey key) {
    return new RevealedKey(key, vault.open(key.sealed(), key.id()));
  }

  private static ActivityRecord record(
      Entitlement entitlement, Act act, Operation operation, TouchedKey touched) {
    return ActivityRecord.of(
        entitlement.partner(),
        act,
        operation,
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
            .touching(List.of(touched)));
  }
}
