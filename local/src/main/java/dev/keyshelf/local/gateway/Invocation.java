package dev.keyshelf.local.gateway;

/** Runs functions. */
@FunctionalInterface
public interface Invocation {
  /**
   * Runs a function. Exceptions of the function are thrown on.
   *
   * @param function its name
   * @param event JSON
   * @return the JSON of its answer
   */
  byte[] invoke(String function, byte[] event);
}
