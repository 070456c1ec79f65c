package dev.keyshelf.domain.deployment;

/** Invokes versions of functions, to see whether they start. */
public interface Probes {
  /**
   * Probes a version. It changes nothing but the state of an inactive version, which Lambda
   * activates again.
   *
   * @throws dev.keyshelf.domain.once.UnavailableException if Lambda cannot answer now
   */
  Probed probe(FunctionVersion version);

  /** What a version did when it was probed. */
  sealed interface Probed {}

  /** It started and answered. */
  record Answered() implements Probed {}

  /**
   * It did not answer as a function behind the API does.
   *
   * @param why what Lambda or the function said
   */
  record Silent(String why) implements Probed {}
}
