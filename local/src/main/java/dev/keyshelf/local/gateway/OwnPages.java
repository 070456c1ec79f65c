package dev.keyshelf.local.gateway;

import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Answers requests beside the template's routes: the development issuer's and the console's. */
@FunctionalInterface
public interface OwnPages {
  /** Has no pages. */
  OwnPages NONE = _ -> Optional.empty();

  /**
   * Returns the response; empty if the path is none of these pages.
   *
   * @throws IOException if the request's body cannot be read
   */
  Optional<Response> answer(Request request) throws IOException;

  /** Returns these pages and others, which are asked where these have no answer. */
  default OwnPages and(OwnPages others) {
    return request -> {
      var response = answer(request);
      return response.isPresent() ? response : others.answer(request);
    };
  }
}
