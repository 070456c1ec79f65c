package dev.keyshelf.domain.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 whose intermediate state can be saved as text, so that several processes can hash one
 * file, one after another. The JDK's implementation has no such state. If one process hashes the
 * whole file, use the JDK's, which is several times as fast.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf">FIPS 180-4</a>
 */
public final class Sha256 {
  private static final int BLOCK = 64;
  private static final int ROUNDS = 64;
  private static final int WORDS = 8;

  /** The offset of the message's length in the last block. */
  private static final int LENGTH_AT = BLOCK - Long.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  private static final int[] CONSTANTS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] hash;
  private final byte[] pending = new byte[BLOCK];
  private final int[] schedule = new int[ROUNDS];
  private long length;

  private Sha256(int[] hash, long length) {
    this.hash = hash;
    this.length = length;
  }

  /** Begins a hash. */
  public static Sha256 begin() {
    return new Sha256(INITIAL.clone(), 0);
  }

  /**
   * Continues a hash.
   *
   * @param state a result of {@link #state}
   * @throws IllegalArgumentException if malformed
   */
  public static Sha256 resume(String state) {
    var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(state));
    var words = WORDS * Integer.BYTES + Long.BYTES;
    if (bytes.remaining() < words) {
      throw new IllegalArgumentException("not the state of a SHA-256");
    }
    var hash = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      hash[i] = bytes.getInt();
    }
    var resumed = new Sha256(hash, bytes.getLong());
    if (resumed.length < 0 || bytes.remaining() != resumed.length % BLOCK) {
      throw new IllegalArgumentException("not the state of a SHA-256");
    }
    bytes.get(resumed.pending, 0, bytes.remaining());
    return resumed;
  }

  /** Returns the state for {@link #resume}, in at most 206 hexadecimal characters. */
  public String state() {
    var rest = (int) (length % BLOCK);
    var bytes = ByteBuffer.allocate(WORDS * Integer.BYTES + Long.BYTES + rest);
    for (int word : hash) {
      bytes.putInt(word);
    }
    bytes.putLong(length).put(pending, 0, rest);
    return HexFormat.of().formatHex(bytes.array());
  }

  /** Returns how many bytes were hashed. */
  public long length() {
    return length;
  }

  /** Hashes the next bytes. */
  public Sha256 update(byte[] bytes) {
    return update(bytes, 0, bytes.length);
  }

  /** Hashes the next bytes, from a part of an array. */
  public Sha256 update(byte[] bytes, int from, int count) {
    var at = from;
    var end = from + count;
    var rest = (int) (length % BLOCK);
    length += count;
    if (rest > 0) {
      var taken = Math.min(count, BLOCK - rest);
      System.arraycopy(bytes, at, pending, rest, taken);
      at += taken;
      if (rest + taken < BLOCK) {
        return this;
      }
      compress(pending, 0);
    }
    for (; end - at >= BLOCK; at += BLOCK) {
      compress(bytes, at);
    }
    System.arraycopy(bytes, at, pending, 0, end - at);
    return this;
  }

  /** Returns the hash of all bytes in lower-case hexadecimal. More bytes can be hashed after it. */
  public String digest() {
    var ending = new Sha256(hash.clone(), length);
    var rest = (int) (length % BLOCK);
    var last = Arrays.copyOf(pending, BLOCK);
    Arrays.fill(last, rest, BLOCK, (byte) 0);
    last[rest] = (byte) 0x80;
    if (rest >= LENGTH_AT) {
      ending.compress(last, 0);
      Arrays.fill(last, (byte) 0);
    }
    ByteBuffer.wrap(last).putLong(LENGTH_AT, length * Byte.SIZE);
    ending.compress(last, 0);
    var digest = ByteBuffer.allocate(WORDS * Integer.BYTES);
    for (int word : ending.hash) {
      digest.putInt(word);
    }
    return HexFormat.of().formatHex(digest.array());
  }

  private void compress(byte[] bytes, int from) {
    final var w = schedule;
    for (int i = 0; i < 16; i++) {
      w[i] = (int) INTS.get(bytes, from + i * Integer.BYTES);
    }
    for (int i = 16; i < ROUNDS; i++) {
      int before = w[i - 15];
      int latest = w[i - 2];
      w[i] =
          w[i - 16]
              + (Integer.rotateRight(before, 7) ^ Integer.rotateRight(before, 18) ^ before >>> 3)
              + w[i - 7]
              + (Integer.rotateRight(latest, 17) ^ Integer.rotateRight(latest, 19) ^ latest >>> 10);
    }
    int a = hash[0];
    int b = hash[1];
    int c = hash[2];
    int d = hash[3];
    int e = hash[4];
    int f = hash[5];
    int g = hash[6];
    int h = hash[7];
    for (int i = 0; i < ROUNDS; i++) {
      int first =
          h
              + (Integer.rotateRight(e, 6)
                  ^ Integer.rotateRight(e, 11)
                  ^ Integer.rotateRight(e, 25))
              + ((e & f) ^ (~e & g))
              + CONSTANTS[i]
              + w[i];
      int second =
          (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
              + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
    hash[5] += f;
    hash[6] += g;
    hash[7] += h;
  }
}
