package dev.keyshelf.embedded.items;

import java.util.Arrays;
import java.util.Base64;

/** An immutable array of bytes. Arrays are compared byte by byte, as unsigned numbers. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Creates an immutable copy of an array. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Returns the number of bytes. */
  public int length() {
    return content.length;
  }

  /** Returns a copy as an array. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Returns whether these bytes begin with others. */
  public boolean startWith(Bytes prefix) {
    return content.length >= prefix.content.length
        && Arrays.equals(content, 0, prefix.length(), prefix.content, 0, prefix.length());
  }

  /** Returns whether these bytes contain others as one contiguous part. */
  public boolean contain(Bytes part) {
    for (int from = 0; from + part.length() <= content.length; from++) {
      if (Arrays.equals(content, from, from + part.length(), part.content, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Returns the bytes in Base64, as the API writes them. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(content);
  }
}
