package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.KeyPlaces.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out which of a partner's customers has a key. That somebody asked is in the partner's log
 * before the answer. A key of another partner is answered as one that nobody has.
 */
public final class LookUpKeys {
  private final KeyPlaces places;
  private final Entitlements entitlements;
  private final Customers customers;
  private final Supplier<KeyVault> vault;
  private final ActivityLog log;

  /**
   * Uses these stores.
   *
   * @param vault asked for when a whole key is looked up, and not before
   */
  public LookUpKeys(
      KeyPlaces places,
      Entitlements entitlements,
      Customers customers,
      Supplier<KeyVault> vault,
      ActivityLog log) {
    this.places = places;
    this.entitlements = entitlements;
    this.customers = customers;
    this.vault = vault;
    this.log = log;
  }

  /** What is known of the keys that are looked for. */
  public sealed interface Clue {
    /** The whole key, as it was issued or without its hyphens. */
    record Whole(String text) implements Clue {
      @Override
      public String toString() {
        return "Whole[*****]";
      }
    }

    /** The five characters that lists name a key by, in either case. */
    record LastFive(String characters) implements Clue {}
  }

  /** A key and who has it, as it is now. */
  public record Holder(Customer customer, Entitlement entitlement, IssuedKey key) {}

  /**
   * Who has the keys.
   *
   * @param more whether there are more than are listed
   */
  public record Holders(List<Holder> holders, boolean more) {
    /** Copies the list in. */
    public Holders {
      holders = List.copyOf(holders);
    }
  }

  /** Returns who has the keys that a clue speaks of; nobody if the partner has no such key. */
  public Holders find(PartnerId partner, Clue clue, Act act) {
    var found =
        switch (clue) {
          case Clue.Whole(var text) -> whole(partner, text);
          case Clue.LastFive(var five) -> places.list(partner, five);
        };
    var holders = new Reading(partner).of(found.places());
    log.record(activity(partner, clue, holders, act));
    return new Holders(holders, found.more());
  }

  private KeyPlaces.Places whole(PartnerId partner, String text) {
    var fingerprints = KeyForms.spelled(text).map(vault.get()::fingerprint).toList();
    return new KeyPlaces.Places(places.find(partner, fingerprints), false);
  }

  private static ActivityRecord activity(
      PartnerId partner, Clue clue, List<Holder> holders, Act act) {
    var by =
        switch (clue) {
          case Clue.Whole _ -> "the whole key";
          case Clue.LastFive(var five) -> "last five " + five;
        };
    return ActivityRecord.of(partner, act, Operation.KEY_LOOKED_UP, subject(holders))
        .about("by %s: %s found".formatted(by, holders.size()));
  }

  /** Names the customer if there is one only. */
  private static Subject subject(List<Holder> holders) {
    if (holders.size() != 1) {
      return Subject.none();
    }
    var one = holders.getFirst();
    return Subject.of(
            one.customer().id(), one.entitlement().id(), one.entitlement().purchase().product())
        .touching(List.of(one.key().touched()));
  }

  /** Reads each customer and each entitlement once. */
  private final class Reading {
    private final PartnerId partner;
    private final Map<CustomerId, Optional<Customer>> customersRead = new HashMap<>();
    private final Map<EntitlementId, Optional<Entitlement>> entitlementsRead = new HashMap<>();

    Reading(PartnerId partner) {
      this.partner = partner;
    }

    List<Holder> of(List<Place> found) {
      return found.stream().flatMap(place -> holder(place).stream()).toList();
    }

    private Optional<Holder> holder(Place place) {
      var customer =
          customersRead.computeIfAbsent(place.customer(), id -> customers.find(partner, id));
      var entitlement =
          entitlementsRead.computeIfAbsent(
              place.key().entitlement(), id -> entitlements.find(partner, place.customer(), id));
      return customer.flatMap(who -> entitlement.map(right -> new Holder(who, right, place.key())));
    }
  }
}
