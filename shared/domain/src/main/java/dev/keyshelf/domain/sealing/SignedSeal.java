package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A seal as it is stored: lines of text, of which the last is the signature of all lines before it.
 *
 * @param keyId the id of the key that signed it
 * @param text the signed text, including the line break at its end
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by their hash only.
public record SignedSeal(Seal seal, String keyId, String text, byte[] signature) {
  private static final String FORMAT = "keyshelf-seal 1";
  private static final String SIGNATURE = "signature ";
  private static final String NONE = "-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Signs a seal. */
  public static SignedSeal of(Seal seal, SealKey key) {
    var id = key.verifying().id();
    var text = text(seal, id);
    return new SignedSeal(seal, id, text, key.sign(bytes(text)));
  }

  /** Returns the bytes to store. */
  public byte[] bytes() {
    return bytes(text + SIGNATURE + Base64.getEncoder().encodeToString(signature) + "\n");
  }

  /** Returns the link from the next seal to this one. */
  public Seal.Link link() {
    return new Seal.Link(seal.hour(), sha256(bytes()));
  }

  /** Returns whether this key signed exactly this text. */
  public boolean isSignedWith(VerifyingKey key) {
    return key.id().equals(keyId) && key.verifies(bytes(text), signature);
  }

  /** Parses a stored seal; empty unless the bytes are exactly those that such a seal has. */
  public static Optional<SignedSeal> parse(byte[] kept) {
    try {
      var whole = new String(kept, StandardCharsets.UTF_8);
      var end = whole.lastIndexOf(SIGNATURE);
      var text = whole.substring(0, end);
      var signature = Base64.getDecoder().decode(whole.substring(end + SIGNATURE.length()).strip());
      var lines = new Lines(text.lines().iterator());
      lines.expect(FORMAT);
      var partner = new PartnerId(lines.after("partner "));
      var hour = Instant.parse(lines.after("hour "));
      var previous = link(lines.after("previous "));
      lines.after("covers ");
      var keyId = lines.after("key ");
      lines.after("digest ");
      var seal = new Seal(partner, hour, previous, lines.traces("records "), lines.traces("late "));
      var read = new SignedSeal(seal, keyId, text(seal, keyId), signature);
      return Arrays.equals(read.bytes(), kept) ? Optional.of(read) : Optional.empty();
    } catch (IllegalArgumentException
        | DateTimeException
        | IndexOutOfBoundsException
        | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  /** Returns the SHA-256 of some bytes in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static String text(Seal seal, String keyId) {
    var list = new StringBuilder();
    add(list, "records ", seal.records());
    add(list, "late ", seal.late());
    var previous =
        seal.previous().map(link -> TIME.format(link.hour()) + " " + link.sha256()).orElse(NONE);
    return String.join(
            "\n",
            FORMAT,
            "partner " + seal.partner(),
            "hour " + TIME.format(seal.hour()),
            "previous " + previous,
            "covers " + TIME.format(seal.since()) + " " + TIME.format(seal.until()),
            "key " + keyId,
            "digest " + sha256(bytes(list.toString())))
        + "\n"
        + list;
  }

  private static void add(StringBuilder list, String name, List<Trace> traces) {
    list.append(name).append(traces.size()).append('\n');
    traces.forEach(
        trace -> list.append(trace.place()).append(' ').append(trace.sha256()).append('\n'));
  }

  private static Optional<Seal.Link> link(String text) {
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    var space = text.indexOf(' ');
    return Optional.of(
        new Seal.Link(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The lines of a seal, one after the other. */
  private record Lines(Iterator<String> rest) {
    void expect(String line) {
      if (!rest.next().equals(line)) {
        throw new IllegalArgumentException("not a seal");
      }
    }

    String after(String name) {
      var line = rest.next();
      if (!line.startsWith(name)) {
        throw new IllegalArgumentException("not a seal");
      }
      return line.substring(name.length());
    }

    List<Trace> traces(String name) {
      var traces = new ArrayList<Trace>();
      for (int left = Integer.parseInt(after(name)); left > 0; left--) {
        var line = rest.next();
        var space = line.indexOf(' ');
        traces.add(new Trace(line.substring(0, space), line.substring(space + 1)));
      }
      return traces;
    }
  }
}
