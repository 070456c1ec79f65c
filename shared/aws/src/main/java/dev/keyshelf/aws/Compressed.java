package dev.keyshelf.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Compresses text that is stored for a day and seldom read, because DynamoDB charges writes by
 * their length.
 */
final class Compressed {
  private Compressed() {}

  static byte[] of(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static String text(byte[] compressed) {
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("a stored answer cannot be read", damaged);
    }
  }
}
