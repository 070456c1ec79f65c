package dev.keyshelf.local.http;

import java.io.IOException;

/** The bytes are not a request that this server accepts. The connection has to be closed. */
final class Malformed extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  private Malformed(int status, String reason) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }

  static Malformed request() {
    return new Malformed(400, "Bad Request");
  }

  static Malformed tooLarge() {
    return new Malformed(431, "Request Header Fields Too Large");
  }

  static Malformed notImplemented() {
    return new Malformed(501, "Not Implemented");
  }

  static Malformed version() {
    return new Malformed(505, "HTTP Version Not Supported");
  }

  static Malformed late() {
    return new Malformed(408, "Request Timeout");
  }

  Response response() {
    return Response.message(status, reason);
  }
}
