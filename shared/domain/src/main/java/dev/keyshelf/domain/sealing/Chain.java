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

/** Reads the seals of a range, and checks each one by itself and against the one before it. */
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
   * Creates a chain that reads a partner's seals.
   *
   * @param known the ids of the keys that may have signed; empty if any key that is published
   *     beside the seals may
   */
  Chain(PartnerId partner, KeptSeals seals, Set<String> known) {
    this.partner = partner;
    this.seals = seals;
    this.known = known;
  }

  /** Reads the seals of a range, and the later ones that can list late records of the range. */
  void read(Instant start, Instant end) {
    var listed = seals.list(partner, start);
    for (var name : listed.foreign()) {
      // Anybody who can write to the bucket chose the name.
      find(Kind.SEAL_FOREIGN, start, "%2$s is named after no hour", name.replaceAll("\\p{C}", "?"));
    }
    for (var kept : listed.seals()) {
      check(kept);
      var hour = kept.hour();
      if (!hour.isBefore(end) && !hour.minus(SealActivity.LOOK_BACK).isBefore(end)) {
        // At least one seal after the range is read, if there is one. Its link to the seal before
        // it shows whether the range's last seal is missing.
        break;
      }
    }
  }

  /** Checks that the last seal that the table notes exists, if its hour is before {@code end}. */
  void expect(Seal.Link last, Instant end) {
    if (last.hour().isBefore(end) && !isKnown(last.hour()) && find(last.hour()).isEmpty()) {
      isMissing(last.hour(), "the table notes that it was made");
    }
  }

  private void check(KeptSeals.Kept of) {
    checked++;
    var hour = of.hour();
    if (of.count() > 1) {
      find(
          Kind.SEAL_VERSIONED,
          hour,
          "the seal of %1$s has %2$s versions or delete markers",
          of.count() + "");
    }
    var kept = seals.read(partner, of);
    if (kept.isEmpty()) {
      isMissing(hour, "no version of it can be read");
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
      find(
          Kind.SEAL_ALTERED,
          hour,
          "the file stored as the seal of %s is not a seal of that hour",
          "");
      unknown.add(hour);
    }
    before = Optional.of(new Seal.Link(hour, SignedSeal.sha256(kept.get())));
    isAfterAnother = true;
  }

  private void checkSignature(SignedSeal signed, Instant hour) {
    var id = signed.keyId();
    var key = keys.computeIfAbsent(id, name -> seals.key(name).flatMap(VerifyingKey::parse));
    if (key.filter(one -> one.id().equals(id)).filter(signed::isSignedWith).isEmpty()) {
      find(Kind.SIGNATURE_WRONG, hour, "the seal of %s has no valid signature of its key %s", id);
    } else if (!known.isEmpty() && !known.contains(id)) {
      find(
          Kind.SIGNATURE_WRONG,
          hour,
          "the seal of %s is signed with key %s, which is not allowed",
          id);
    } else if (known.isEmpty() && lastKey.filter(last -> !last.equals(id)).isPresent()) {
      find(Kind.KEY_CHANGED, hour, "the signing key changes with the seal of %s, to %s", id);
    }
    lastKey = Optional.of(id);
  }

  private void checkLink(Seal seal) {
    var previous = seal.previous();
    if (!isAfterAnother) {
      // This is the first seal in the range. The seal before it is looked up by its link, because
      // many hours without a seal may lie between them.
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
      isMissing(spokenOf.get(), "the seal of %s links to it".formatted(hour));
    } else {
      find(
          Kind.CHAIN_BROKEN,
          hour,
          "the seal of %s does not link to the seal before it, which is of %s",
          before.map(link -> link.hour().toString()).orElse("no hour"));
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

  /** Returns whether an hour's seal is missing or unreadable, so that its records are unknown. */
  boolean isUnknown(Instant hour) {
    return unknown.contains(hour);
  }

  /** Returns the hour of the last seal that was read. It may be after the range. */
  Optional<Instant> last() {
    return before.map(Seal.Link::hour);
  }

  Collection<Seal> seals() {
    return sound.values();
  }

  /** Returns the keys that signed the seals, in the order of their ids. */
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
