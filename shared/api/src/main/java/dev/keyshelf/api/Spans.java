package dev.keyshelf.api;

import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.http.Request;
import java.util.Optional;

/** Converts a request's trace to the domain's type. */
public final class Spans {
  private Spans() {}

  /** Returns the request's span in its client's trace; empty if the client sent none. */
  public static Optional<Span> of(Request request) {
    return request.trace().parent().map(parent -> new Span(parent, request.trace().state()));
  }
}
