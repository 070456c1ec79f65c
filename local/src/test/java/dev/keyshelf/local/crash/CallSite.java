package dev.keyshelf.local.crash;

import java.util.stream.Collectors;

/**
 * A place in the code that calls a store. It consists of the lines of Keyshelf's own code on the
 * stack, up to the handler. All calls of a loop come from one place.
 */
record CallSite(String lines) {
  private static final String OURS = "dev.keyshelf.";
  private static final String TESTS = "dev.keyshelf.local.";

  /** Returns the place that is calling now. */
  static CallSite ofNow() {
    return new CallSite(
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .filter(frame -> !frame.getClassName().startsWith(TESTS))
                        .map(frame -> frame.toStackTraceElement().toString())
                        .collect(Collectors.joining(" < "))));
  }
}
