package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.http.Request;
import java.util.Optional;

/**
 * Where links lead to.
 *
 * @param chosen by whoever runs the stack, without a slash at the end; empty for the API's own host
 */
record Address(Optional<String> chosen) {
  static Address of(Wiring wiring) {
    return new Address(wiring.publicUrl());
  }

  /** Gives a link's URL. A request's Host header has no say in it. */
  String of(LinkToken token, Request request) {
    return chosen.orElseGet(() -> "https://" + request.domainName()) + path(token);
  }

  /** Gives the text in a request's path that has a link's token, and maybe what stood behind it. */
  static String written(Request request) {
    var variables = request.pathParameters();
    return variables.getOrDefault("token", variables.getOrDefault("link", ""));
  }

  /** Gives a link's path on this host. */
  static String path(LinkToken token) {
    return "/d/" + token.text();
  }
}
