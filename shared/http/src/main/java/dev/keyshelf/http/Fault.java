package dev.keyshelf.http;

import java.util.Optional;

/**
 * One fault of a request and its place. The place is {@link Masked}, since the client may have put
 * a secret into a name.
 *
 * @param pointer the JSON pointer of a fault in the body
 * @param parameter the query parameter or header of a fault outside the body
 * @param code the fault's own stable code, if the faults of one answer have different codes
 */
public record Fault(
    Optional<String> pointer,
    Optional<String> parameter,
    Optional<ProblemCode> code,
    String detail) {
  /** Returns a fault in the body. */
  public static Fault at(String pointer, String detail) {
    return new Fault(Optional.of(Masked.text(pointer)), Optional.empty(), Optional.empty(), detail);
  }

  /** Returns a fault in the body with its own code. */
  public static Fault at(String pointer, ProblemCode code, String detail) {
    return new Fault(
        Optional.of(Masked.text(pointer)), Optional.empty(), Optional.of(code), detail);
  }

  /** Returns a fault of a query parameter or header. */
  public static Fault ofParameter(String name, String detail) {
    return new Fault(Optional.empty(), Optional.of(Masked.text(name)), Optional.empty(), detail);
  }

  /** Returns a fault of a query parameter or header, with its own code. */
  public static Fault ofParameter(String name, ProblemCode code, String detail) {
    return new Fault(Optional.empty(), Optional.of(Masked.text(name)), Optional.of(code), detail);
  }
}
