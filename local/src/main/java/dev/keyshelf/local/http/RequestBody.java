package dev.keyshelf.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** The body of a request, with a length or in chunks. It is read on demand. */
public final class RequestBody {
  private static final int MOST_LINE_BYTES = 8 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final byte[] CONTINUE = RequestHead.bytes("HTTP/1.1 100 Continue\r\n\r\n");
  private static final Pattern CHUNK = Pattern.compile("(?<size>[0-9A-Fa-f]{1,8})[ \\t]*(?:;.*)?");

  private final InputStream in;
  private final OutputStream out;
  private final boolean chunked;
  private boolean awaited;

  /** How many bytes are left of the body, or of its current chunk. */
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

  /**
   * Reads the body. A client that waits for 100 Continue gets it.
   *
   * @param most if the body is longer, only this many bytes are read
   */
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

  /** Skips bytes until the body ends or this many were skipped. */
  void skip(long most) throws IOException {
    var piece = new byte[PIECE];
    var count = 0;
    for (long skipped = 0; skipped < most && count >= 0; skipped += count) {
      count = next(piece, PIECE);
    }
  }

  /** Returns whether the body was read to its end, so that another request can follow. */
  boolean isRead() {
    return ended;
  }

  /** Returns whether at most this many bytes are left, and the client sends them unasked. */
  boolean isShort(int most) {
    return !chunked && !awaited && !failed && left <= most;
  }

  /** Returns whether the end of the body cannot be known. */
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

  /**
   * Reads the size of the next chunk. After the last chunk it skips the trailers.
   *
   * @return false after the last chunk
   */
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
