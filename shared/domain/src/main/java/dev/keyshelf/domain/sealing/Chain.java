package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The seals of a range, each checked by itself and against the one before it. */
final class Chain {
  private final PartnerId partner;
  private final KeptSeals seals;
  private final Set<String> known;
  private final TreeMap<Instant, Seal> sound = new TreeMap<>();
  private final Set<Instant> unknown = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Optional<VerifyingKey>> keys = new TreeMap<>();
  private Optional<String> lastKey = Optional.empty();
  private Optional<Seal.Link> before = Optional.empty();
  private boolean isAfterAnother;
  private int checked;

  /**
   * Reads seals from here.
   *
   * @param known the names of the only keys that may have signed; empty for whichever key is
   *     published beside the seals
   */
  Chain(PartnerId partner, KeptSeals seals, Set<String> known) {
    this.partner = partner;
    this.seals = seals;
    this.known = known;
  }

  /** Reads the seals of a range, and those after it that can speak of stragglers in it. */
  void read(Instant start, Instant end) {
    for (var kept : seals.list(partner, start)) {
      check(kept);
      var hour = kept.hour();
      if (!hour.isBefore(end) && !hour.minus(SealActivity.LOOK_BACK).isBefore(end)) {
        break; // One at least is after the range: it says that the last one in it is there.
      }
    }
  }

  /** Finds out whether the last seal that was noted is there. */
  void expect(Seal.Link last, Instant end) {
    if (last.hour().isBefore(end) && !isKnown(last.hour()) && find(last.hour()).isEmpty()) {
      isMissing(last.hour(), "it was made, as the table notes");
    }
  }

  private void check(KeptSeals.Kept of) {
    checked++;
    var hour = of.hour();
    if (of.count() > 1) {
      find(
          Kind.SEAL_VERSIONED, hour, "%2$s versions are kept of the seal of %1$s", of.count() + "");
    }
    var kept = seals.read(partner, of);
    if (kept.isEmpty()) {
      isMissing(hour, "it was there a moment ago");
      return;
    }
    var parsed = SignedSeal.parse(kept.get());
    var isOfItsPlace =
        parsed
            .map(SignedSeal::seal)
            .filter(seal -> seal.partner().equals(partner) && seal.hour().equals(hour))
            .isPresent();
    if (isOfItsPlace) {
      var signed = parsed.orElseThrow();
      checkLink(signed.seal());
      checkSignature(signed, hour);
      sound.put(hour, signed.seal());
    } else {
      find(Kind.SEAL_ALTERED, hour, "what is kept as the seal of %s is none", "");
      unknown.add(hour);
    }
    before = Optional.of(new Seal.Link(hour, SignedSeal.sha256(kept.get())));
    isAfterAnother = true;
  }

  private void checkSignature(SignedSeal signed, Instant hour) {
    var id = signed.keyId();
    var key = keys.computeIfAbsent(id, name -> seals.key(name).flatMap(VerifyingKey::parse));
    if (key.filter(one -> one.id().equals(id)).filter(signed::isSignedWith).isEmpty()) {
      find(Kind.SIGNATURE_WRONG, hour, "the seal of %s is not signed with its key %s", id);
    } else if (!known.isEmpty() && !known.contains(id)) {
      find(Kind.SIGNATURE_WRONG, hour, "the seal of %s is signed with another key, %s", id);
    } else if (known.isEmpty() && lastKey.filter(last -> !last.equals(id)).isPresent()) {
      find(Kind.KEY_CHANGED, hour, "from the seal of %s on another key signs, %s", id);
    }
    lastKey = Optional.of(id);
  }

  private void checkLink(Seal seal) {
    var previous = seal.previous();
    if (!isAfterAnother) {
      // The one before the range: it is looked up, for the range may begin in a gap.
      before =
          previous.flatMap(
              link ->
                  find(link.hour())
                      .map(
                          kept -> {
                            lastKey = SignedSeal.parse(kept).map(SignedSeal::keyId);
                            return new Seal.Link(link.hour(), SignedSeal.sha256(kept));
                          }));
    }
    if (previous.equals(before)) {
      return;
    }
    var hour = seal.hour();
    var spokenOf = previous.map(Seal.Link::hour);
    if (spokenOf.isPresent() && find(spokenOf.get()).isEmpty()) {
      isMissing(spokenOf.get(), "the seal of %s is the next after it".formatted(hour));
    } else {
      find(
          Kind.CHAIN_BROKEN,
          hour,
          "the seal of %s follows another one than is kept of %s",
          before.map(link -> link.hour().toString()).orElse("any hour"));
    }
  }

  private void isMissing(Instant hour, String why) {
    findings.add(VerifyActivity.missing(hour, why));
    unknown.add(hour);
  }

  private void find(Kind kind, Instant hour, String what, String other) {
    findings.add(new Finding(kind, hour, what.formatted(hour, other)));
  }

  private Optional<byte[]> find(Instant hour) {
    return seals.find(partner, hour).flatMap(kept -> seals.read(partner, kept));
  }

  private boolean isKnown(Instant hour) {
    return sound.containsKey(hour) || unknown.contains(hour);
  }

  /** Gives whether an hour's seal is missing or unreadable: nothing is known of its records. */
  boolean isUnknown(Instant hour) {
    return unknown.contains(hour);
  }

  /** Gives the hour of the last seal that was read, in or after the range. */
  Optional<Instant> last() {
    return before.map(Seal.Link::hour);
  }

  Collection<Seal> seals() {
    return sound.values();
  }

  /** Gives the keys that signed, by their names. */
  List<VerifyingKey> keys() {
    return keys.values().stream().flatMap(Optional::stream).toList();
  }

  List<Finding> findings() {
    return findings;
  }

  int checked() {
    return checked;
  }
}
