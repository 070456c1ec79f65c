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
 * Revokes a key, issues another one in its place, and shows the new key. A repeat under the same
 * idempotency key passes the gate again, is recorded, and shows the key that is then current.
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
   * @param mask removes keys from the users' reasons
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
   * The key to replace, and why.
   *
   * @param lastFive the last five characters of the key that the user means. If two users want to
   *     replace the same key, only one does, since the new key has another ending if the pool has
   *     such a key
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

  /** The result: the new key. */
  public record Rotated(Entitlement entitlement, RevealedKey key) {}

  /** Why the key is not replaced. */
  public sealed interface Refusal {
    /** The customer has no such entitlement, or no key of that ordinal was issued. */
    record NoSuchKey() implements Refusal {}

    /** The partner is suspended or not registered. */
    record Suspended() implements Refusal {}

    /** The entitlement, or the part of it that the key was for, was cancelled. */
    record Revoked() implements Refusal {}

    /** The subscription's term is over. */
    record TermEnded() implements Refusal {}

    /** The key that the user means is no longer the current one of its ordinal. */
    record NotCurrent(IssuedKey current) implements Refusal {}

    /** The pool has no key now. The old key still works. */
    record Exhausted() implements Refusal {}
  }

  /** Replaces the key if it is current and the gate is open at the moment of the commit. */
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
      // Another request may have used the pool's last key to replace this same key.
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
