package dev.keyshelf.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** The body of a request, by its length or in chunks. It is read when somebody wants it. */
public final class RequestBody {
  private static final int MOST_LINE_BYTES = 8 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final byte[] CONTINUE = RequestHead.bytes("HTTP/1.1 100 Continue\r\n\r\n");
  private static final Pattern CHUNK = Pattern.compile("(?<size>[0-9A-Fa-f]{1,8})[ \\t]*(?:;.*)?");

  private final InputStream in;
  private final OutputStream out;
  private final boolean chunked;
  private boolean awaited;

  /** How much is left, of the body or of its chunk. */
  private long left;

  private boolean ended;
  private boolean failed;

  private RequestBody(
      InputStream in, OutputStream out, boolean chunked, long length, boolean awaited) {
    this.in = in;
    this.out = out;
    this.chunked = chunked;
    this.left = length;
    this.ended = !chunked && length == 0;
    this.awaited = awaited && !ended;
  }

  static RequestBody of(RequestHead head, InputStream in, OutputStream out) throws Malformed {
    var chunked = head.isChunked();
    return new RequestBody(in, out, chunked, head.length().orElse(0), head.awaitsContinue());
  }

  /** Reads the body, or its first bytes if it is longer; a client that waits is told to go on. */
  public byte[] read(int most) throws IOException {
    if (awaited) {
      awaited = false;
      out.write(CONTINUE);
      out.flush();
    }
    var bytes = new ByteArrayOutputStream();
    var piece = new byte[PIECE];
    while (bytes.size() < most) {
      var count = next(piece, Math.min(PIECE, most - bytes.size()));
      if (count < 0) {
        break;
      }
      bytes.write(piece, 0, count);
    }
    return bytes.toByteArray();
  }

  /** Reads on without keeping anything, until the body ends or so many bytes were read. */
  void skip(long most) throws IOException {
    var piece = new byte[PIECE];
    var count = 0;
    for (long skipped = 0; skipped < most && count >= 0; skipped += count) {
      count = next(piece, PIECE);
    }
  }

  /** Tells whether another request can follow at once. */
  boolean isRead() {
    return ended;
  }

  /** Tells whether the rest is known to be short and on its way. */
  boolean isShort(int most) {
    return !chunked && !awaited && !failed && left <= most;
  }

  /** Tells whether nobody can know where the body ends. */
  boolean isBroken() {
    return failed || awaited;
  }

  private int next(byte[] piece, int most) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      if (chunked && left == 0 && !beginChunk()) {
        ended = true;
        return -1;
      }
      var count = in.read(piece, 0, (int) Math.min(most, left));
      if (count < 0) {
        throw Malformed.request();
      }
      left -= count;
      if (left == 0) {
        endPiece();
      }
      return count;
    } catch (IOException broken) {
      failed = true;
      throw broken;
    }
  }

  private void endPiece() throws IOException {
    if (!chunked) {
      ended = true;
    } else if (in.read() != '\r' || in.read() != '\n') {
      throw Malformed.request();
    }
  }

  /** Reads the size of a chunk, and after the last one the trailers, which nobody wants. */
  private boolean beginChunk() throws IOException {
    var budget = new int[] {MOST_LINE_BYTES};
    var line = RequestHead.line(in, budget);
    var chunk = CHUNK.matcher(line == null ? "" : line);
    if (!chunk.matches()) {
      throw Malformed.request();
    }
    left = Long.parseLong(chunk.group("size"), 16);
    if (left > 0) {
      return true;
    }
    for (var trailer = RequestHead.line(in, budget);
        trailer != null && !trailer.isEmpty();
        trailer = RequestHead.line(in, budget)) {}
    return false;
  }
}
