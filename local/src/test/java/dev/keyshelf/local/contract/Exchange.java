package dev.keyshelf.local.contract;

import com.sun.net.httpserver.Headers;

/**
 * A request and what the gateway answered.
 *
 * @param target path and query as they were sent
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Exchange(
    String method,
    String target,
    Headers asked,
    byte[] sent,
    int status,
    Headers answered,
    byte[] body) {

  /** Whoever speaks to a proxy names scheme and host, too; they are no part of the path. */
  String path() {
    return target.replaceFirst("^https?://[^/?]*", "").split("\\?", 2)[0];
  }

  String query() {
    var parts = target.split("\\?", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /**
   * The type of the request's or the answer's body, without parameters; empty when none is told.
   */
  static String mediaType(Headers headers) {
    var type = headers.getFirst("Content-Type");
    return type == null ? "" : type.split(";", 2)[0].strip();
  }
}
