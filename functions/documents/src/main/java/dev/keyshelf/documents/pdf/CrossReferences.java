package dev.keyshelf.documents.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The places of a file's objects, which are the last of its objects. PDFBox writes them as they
 * are. Since most differ from the one before by one, their differences take a sixth of the bytes.
 */
final class CrossReferences {
  private static final Pattern END = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
  private static final Pattern COLUMNS = Pattern.compile("/W \\[(\\d) (\\d) (\\d) ?]");
  private static final Pattern LENGTH = Pattern.compile("/Length (\\d+)");
  private static final Pattern STREAM = Pattern.compile("stream\\r?\\n");

  private CrossReferences() {}

  /** Returns the same file with differences. */
  static byte[] asDifferences(byte[] file) throws IOException {
    var text = new String(file, StandardCharsets.ISO_8859_1);
    var end = END.matcher(text);
    require(end.find());
    var start = Integer.parseInt(end.group(1));
    var columns = COLUMNS.matcher(text).region(start, text.length());
    var length = LENGTH.matcher(text).region(start, text.length());
    var stream = STREAM.matcher(text).region(start, text.length());
    require(columns.find() && length.find() && stream.find());
    var width = Stream.of(1, 2, 3).map(columns::group).mapToInt(Integer::parseInt).sum();
    var last = stream.end() + Integer.parseInt(length.group(1));
    var packed = packed(Arrays.copyOfRange(file, stream.end(), last), width);
    var about =
        "/Length %s/DecodeParms <</Predictor 12 /Columns %s>>".formatted(packed.length, width);
    var smaller = new ByteArrayOutputStream();
    smaller.write(file, 0, length.start());
    smaller.writeBytes(about.getBytes(StandardCharsets.US_ASCII));
    smaller.write(file, length.end(), stream.end() - length.end());
    smaller.writeBytes(packed);
    smaller.write(file, last, file.length - last);
    return smaller.toByteArray();
  }

  private static byte[] packed(byte[] stream, int width) throws IOException {
    byte[] rows;
    try (var unpacked = new InflaterInputStream(new ByteArrayInputStream(stream))) {
      rows = unpacked.readAllBytes();
    }
    var packed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (var written = new DeflaterOutputStream(packed, deflater)) {
      for (var i = 0; i < rows.length; i++) {
        if (i % width == 0) {
          // Each row says how it is predicted: by the one above.
          written.write(2);
        }
        written.write(i < width ? rows[i] : rows[i] - rows[i - width]);
      }
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static void require(boolean isFound) {
    if (!isFound) {
      throw new IllegalStateException("the file does not end with its cross-reference stream");
    }
  }
}
