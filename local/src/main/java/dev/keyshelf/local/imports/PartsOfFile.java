package dev.keyshelf.local.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The parts of a file to upload: the MD5 of each, and the ETag of the whole, which S3 computes as
 * the MD5 of the parts' MD5s and the number of parts.
 *
 * @param size in bytes
 * @param part the size of all parts but the last, in bytes
 * @param md5s the MD5s of the parts, in hexadecimal
 */
record PartsOfFile(Path file, long size, long part, List<String> md5s) {
  /** S3's limit. */
  private static final long MOST_PARTS = 10_000;

  private static final int BUFFER = 1024 * 1024;

  /** Reads a file to compute the MD5 of each part. */
  static PartsOfFile of(Path file, long usualPart) throws IOException {
    var size = Files.size(file);
    var part = Math.max(usualPart, Math.ceilDiv(size, MOST_PARTS));
    List<String> md5s = new ArrayList<>();
    var buffer = new byte[BUFFER];
    for (long from = 0; from < size; from += part) {
      var digest = md5();
      try (var bytes = open(file, from)) {
        long left = Math.min(part, size - from);
        while (left > 0) {
          var count = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (count < 0) {
            throw new IOException(file + " became shorter while it was read");
          }
          digest.update(buffer, 0, count);
          left -= count;
        }
      }
      md5s.add(HexFormat.of().formatHex(digest.digest()));
    }
    return new PartsOfFile(file, size, part, List.copyOf(md5s));
  }

  /** Returns the length of a part in bytes. Parts are counted from 1. */
  long length(int number) {
    return Math.min(part, size - part * (number - 1));
  }

  /** Returns the offset of a part's end in bytes. */
  long end(int number) {
    return part * (number - 1) + length(number);
  }

  /** Opens the file at the beginning of a part. */
  InputStream open(int number) {
    try {
      return open(file, part * (number - 1));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static InputStream open(Path file, long from) throws IOException {
    return Channels.newInputStream(FileChannel.open(file).position(from));
  }

  /** Returns a part's MD5 in hexadecimal. */
  String md5(int number) {
    return md5s.get(number - 1);
  }

  /** Returns the ETag of the whole, without quotes. */
  String eTag() {
    var all = md5();
    md5s.forEach(each -> all.update(HexFormat.of().parseHex(each)));
    return HexFormat.of().formatHex(all.digest()) + "-" + md5s.size();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
