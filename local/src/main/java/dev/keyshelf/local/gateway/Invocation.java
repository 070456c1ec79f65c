package dev.keyshelf.local.gateway;

/** Runs a function: its name and the event's JSON in, the JSON of its answer out. */
@FunctionalInterface
public interface Invocation {
  /** Throws whatever the function throws. */
  byte[] invoke(String function, byte[] event);
}
