package dev.keyshelf.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Data of one size, in which calls are timed. */
interface Grown extends AutoCloseable {
  /** Returns the size that a call is measured at, such as {@code 1,000 items}. */
  String size(String call);

  /** Returns a text for people that says what it was filled with. */
  String filled();

  /** Returns the number of rows in each page that is read. */
  Map<String, Integer> rows();

  /**
   * Makes this many calls of each kind.
   *
   * @return the durations by the call's name, in nanoseconds
   */
  Map<String, List<Long>> round(int calls);

  @Override
  void close();

  /** Makes a call and adds its duration. */
  static void time(Map<String, List<Long>> took, String call, Runnable work) {
    var began = System.nanoTime();
    work.run();
    took.computeIfAbsent(call, _ -> new ArrayList<>()).add(System.nanoTime() - began);
  }
}
