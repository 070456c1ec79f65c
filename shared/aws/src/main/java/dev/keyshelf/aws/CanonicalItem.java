package dev.keyshelf.aws;

import dev.keyshelf.domain.sealing.SignedSeal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The canonical bytes of an item, which docs/activity.md defines: every attribute with its type,
 * sorted by name. Any change of the item changes the bytes.
 */
final class CanonicalItem {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private CanonicalItem() {}

  /** Returns the SHA-256 of an item in lower-case hexadecimal. */
  static String sha256(Item item) {
    return SignedSeal.sha256(bytes(item));
  }

  static byte[] bytes(Item item) {
    var canonical = new CanonicalItem();
    canonical.map(item.values());
    return canonical.bytes.toByteArray();
  }

  private void value(AttributeValue value) {
    switch (value.type()) {
      case S -> text('S', value.s());
      case N -> text('N', value.n());
      case BOOL -> text('T', value.bool().toString());
      case NUL -> text('0', "");
      case M -> map(value.m());
      case L -> {
        head('L', value.l().size());
        value.l().forEach(this::value);
      }
      case B -> {
        head('B', value.b().asByteArray().length);
        bytes.writeBytes(value.b().asByteArray());
      }
      // Keyshelf writes no such types. An item that somebody else wrote still needs distinct bytes.
      case SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> text('?', value.toString());
    }
  }

  private void map(Map<String, AttributeValue> attributes) {
    head('M', attributes.size());
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              text('S', name);
              value(value);
            });
  }

  private void text(char type, String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    head(type, utf8.length);
    bytes.writeBytes(utf8);
  }

  private void head(char type, int count) {
    bytes.writeBytes((type + Integer.toString(count) + ":").getBytes(StandardCharsets.US_ASCII));
  }
}
