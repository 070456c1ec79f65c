package dev.keyshelf.local.invariant;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The canonical bytes of an item, implemented again, from docs/activity.md alone. */
final class Canonical {
  private Canonical() {}

  static byte[] bytes(Map<String, AttributeValue> item) {
    var out = new ByteArrayOutputStream();
    write(out, AttributeValue.fromM(item));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, AttributeValue value) {
    if (value.hasM()) {
      var sorted = new TreeMap<>(value.m());
      head(out, "M", sorted.size());
      sorted.forEach(
          (name, inner) -> {
            write(out, AttributeValue.fromS(name));
            write(out, inner);
          });
    } else if (value.hasL()) {
      head(out, "L", value.l().size());
      value.l().forEach(inner -> write(out, inner));
    } else if (value.b() != null) {
      scalar(out, "B", value.b().asByteArray());
    } else if (value.n() != null) {
      scalar(out, "N", value.n().getBytes(StandardCharsets.UTF_8));
    } else if (value.bool() != null) {
      scalar(out, "T", value.bool().toString().getBytes(StandardCharsets.UTF_8));
    } else if (value.s() != null) {
      scalar(out, "S", value.s().getBytes(StandardCharsets.UTF_8));
    } else {
      head(out, "0", 0);
    }
  }

  private static void scalar(ByteArrayOutputStream out, String type, byte[] bytes) {
    head(out, type, bytes.length);
    out.writeBytes(bytes);
  }

  private static void head(ByteArrayOutputStream out, String type, int length) {
    out.writeBytes((type + length + ":").getBytes(StandardCharsets.US_ASCII));
  }
}
