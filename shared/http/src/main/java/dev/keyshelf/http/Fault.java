package dev.keyshelf.http;

import java.util.Optional;

/**
 * One fault of a request and its place. A place that the client named itself is {@link Masked}: it
 * may have put a secret there.
 *
 * @param pointer a JSON pointer into the body, when the fault is there
 * @param parameter the query parameter or header, when the fault is there
 * @param code a stable code of its own, when faults of one answer differ
 */
public record Fault(
    Optional<String> pointer,
    Optional<String> parameter,
    Optional<ProblemCode> code,
    String detail) {
  /** Gives a fault of the body. */
  public static Fault at(String pointer, String detail) {
    return new Fault(Optional.of(Masked.text(pointer)), Optional.empty(), Optional.empty(), detail);
  }

  /** Gives a fault of the body that has a code of its own. */
  public static Fault at(String pointer, ProblemCode code, String detail) {
    return new Fault(
        Optional.of(Masked.text(pointer)), Optional.empty(), Optional.of(code), detail);
  }

  /** Gives a fault of a query parameter or header. */
  public static Fault ofParameter(String name, String detail) {
    return new Fault(Optional.empty(), Optional.of(Masked.text(name)), Optional.empty(), detail);
  }

  /** Gives a fault of a query parameter or header that has a code of its own. */
  public static Fault ofParameter(String name, ProblemCode code, String detail) {
    return new Fault(Optional.empty(), Optional.of(Masked.text(name)), Optional.of(code), detail);
  }
}
