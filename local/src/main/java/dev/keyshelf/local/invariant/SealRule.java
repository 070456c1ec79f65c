package dev.keyshelf.local.invariant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Each record up to the last seal is in exactly one seal, with its hash. Each seal names the one
 * before it and is signed. This rule reads seals as docs/activity.md describes them, without the
 * product's code.
 */
final class SealRule implements Rule {
  private static final String INVARIANT = "seals";
  private static final String FOLDER = "seals/";
  private static final String SIGNATURE = "signature ";
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<String, byte[]> bucket;

  /**
   * @param bucket the objects in the bucket of the seals, by key
   */
  SealRule(Map<String, byte[]> bucket) {
    this.bucket = bucket;
  }

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<String>> partners = new TreeMap<>();
    kept.rows("SEALS#", "").stream()
        .filter(note -> note.has("sealed"))
        .forEach(note -> partners.put(note.sort(), new ArrayList<>()));
    bucket.keySet().stream()
        .filter(key -> key.startsWith(FOLDER))
        .sorted()
        .forEach(
            key -> partners.computeIfAbsent(key.split("/")[1], _ -> new ArrayList<>()).add(key));
    partners.forEach((partner, seals) -> new Log(kept, violations, partner).check(seals));
  }

  /** Checks the seals of one partner's log. */
  private final class Log {
    private final Kept kept;
    private final Violations violations;
    private final String partner;
    private final Map<String, String> sealed = new HashMap<>();
    private String previous = "-";

    Log(Kept kept, Violations violations, String partner) {
      this.kept = kept;
      this.violations = violations;
      this.partner = partner;
    }

    void check(List<String> seals) {
      seals.forEach(this::check);
      kept.rows("SEALS#", partner).stream()
          .filter(note -> note.sort().equals(partner) && note.has("sealed"))
          .forEach(this::isKept);
      if (!seals.isEmpty()) {
        areSealed(Instant.parse(previous.split(" ")[0]).plus(HOUR));
      }
    }

    /**
     * After a killed run, the note may name an earlier seal than the last one, but never a later
     * one.
     */
    private void isKept(Row note) {
      var sealed = note.text("sealed");
      violations.unless(
          previous.equals(sealed + " " + note.text("sha256"))
              || (!previous.startsWith(sealed) && sealed.compareTo(previous) < 0),
          INVARIANT,
          note,
          "notes another seal, not the last one, " + previous);
    }

    private void areSealed(Instant end) {
      for (var record : kept.rows("ACTIVITY#" + partner + "#", "")) {
        // If the clock was set back, a record may have a time in an hour that is already sealed.
        violations.unless(
            sealed.containsKey(record.sort())
                || !timeOf(record).isBefore(end)
                || kept.now().isBefore(end),
            INVARIANT,
            record,
            "in no seal");
      }
    }

    private static Instant timeOf(Row record) {
      return Instant.parse(record.sort().substring(0, record.sort().indexOf('#')));
    }

    private void check(String key) {
      var bytes = Objects.requireNonNull(bucket.get(key));
      var at = Kept.at(key, "");
      var text = new String(bytes, StandardCharsets.UTF_8);
      var signed = text.substring(0, text.lastIndexOf(SIGNATURE));
      var lines = signed.lines().toList();
      violations.unless(
          after(lines, 3, "previous ").equals(previous),
          INVARIANT,
          at,
          "follows another seal, not " + previous);
      violations.unless(
          sha256(signed.substring(signed.indexOf("records ")).getBytes(StandardCharsets.UTF_8))
              .equals(after(lines, 6, "digest ")),
          INVARIANT,
          at,
          "the digest does not match its records");
      violations.unless(
          isSigned(after(lines, 5, "key "), signed, text.substring(signed.length())),
          INVARIANT,
          at,
          "not signed");
      lines.stream().filter(line -> line.contains("#")).forEach(line -> isSealed(line, at));
      previous = after(lines, 2, "hour ") + " " + sha256(bytes);
    }

    private void isSealed(String line, Row seal) {
      var place = line.substring(0, line.indexOf(' '));
      var hash = line.substring(line.indexOf(' ') + 1);
      violations.unless(sealed.put(place, hash) == null, INVARIANT, seal, place + " sealed again");
      var day = place.substring(0, place.indexOf('T'));
      var at = Kept.at("ACTIVITY#%s#%s".formatted(partner, day), place);
      violations.unless(
          kept.find(at.partition(), place)
              .filter(record -> sha256(Canonical.bytes(record.values())).equals(hash))
              .isPresent(),
          INVARIANT,
          at,
          "is missing or differs from its seal " + seal.partition());
    }
  }

  private static String after(List<String> lines, int index, String name) {
    return lines.get(index).substring(name.length());
  }

  private boolean isSigned(String key, String text, String signature) {
    try {
      var pem = new String(bucket.get("keys/" + key + ".pem"), StandardCharsets.US_ASCII);
      var der = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(der))));
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(
          Base64.getDecoder().decode(signature.substring(SIGNATURE.length()).strip()));
    } catch (GeneralSecurityException | RuntimeException notEvenReadable) {
      return false;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
