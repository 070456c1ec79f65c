package dev.keyshelf.events;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a function writes to its log. */
final class Printed {
  private Printed() {}

  /** Returns the lines that this work writes to the log. */
  @SuppressWarnings("SystemOut") // The log is standard output.
  static String during(Runnable work) {
    var log = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(console);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
