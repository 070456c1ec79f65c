package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.items.Bytes;
import java.nio.ByteBuffer;

/**
 * A hash of a request's content. The order of an object's members and of a set's elements does not
 * affect it. It is computed for each transaction, so it is fast, but not cryptographically secure.
 */
final class Fingerprint {
  private static final long FIRST_SEED = 0x9E3779B97F4A7C15L;
  private static final long SECOND_SEED = 0xC2B2AE3D27D4EB4FL;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Fingerprint() {}

  /** Returns 16 bytes, which are the same for equal requests. */
  static Bytes of(JsonNode request) {
    var bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(hash(request, FIRST_SEED)).putLong(hash(request, SECOND_SEED));
    return Bytes.of(bytes.array());
  }

  private static long hash(JsonNode node, long seed) {
    if (node.isObject()) {
      long sum = mix(seed + node.size());
      for (var member : node.properties()) {
        sum += mix(hash(member.getKey(), seed) ^ Long.rotateLeft(hash(member.getValue(), seed), 1));
      }
      return mix(sum);
    }
    if (node.isArray()) {
      // Only sets are arrays of strings.
      boolean set = node.path(0).isTextual();
      long sum = mix(~seed + node.size());
      for (JsonNode member : node) {
        long each = mix(hash(member, seed));
        sum = set ? sum + each : mix(sum ^ each);
      }
      return mix(sum);
    }
    return node.isTextual() ? hash(node.textValue(), ~seed) : hash(node.asText(), seed);
  }

  private static long hash(String text, long seed) {
    long hash = seed;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** Mixes bits, so that each bit of the input affects all bits of the result. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
