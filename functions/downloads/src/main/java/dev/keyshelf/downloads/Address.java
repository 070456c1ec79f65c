package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.http.Request;
import java.util.Optional;

/**
 * The base URL of links.
 *
 * @param chosen the stack's configured base URL, without a slash at the end; empty for the API's
 *     own host
 */
record Address(Optional<String> chosen) {
  static Address of(Wiring wiring) {
    return new Address(wiring.publicUrl());
  }

  /** Returns a link's URL. The request's {@code Host} header does not affect it. */
  String of(LinkToken token, Request request) {
    return chosen.orElseGet(() -> "https://" + request.domainName()) + path(token);
  }

  /** Returns the part of a request's path with a link's token, and any text copied after it. */
  static String written(Request request) {
    var variables = request.pathParameters();
    return variables.getOrDefault("token", variables.getOrDefault("link", ""));
  }

  /** Returns a link's path on this host. */
  static String path(LinkToken token) {
    return "/d/" + token.text();
  }
}
