package dev.keyshelf.api.imports;

import java.util.ArrayList;
import java.util.List;

/** The faults of one import, in the order in which they are found; the first of them are told. */
public final class Faults {
  /** How many are told: a report that nobody reads to its end names no more. */
  public static final int MOST_TOLD = 200;

  private final List<ImportFault> told = new ArrayList<>();
  private int count;

  /** Notes a fault. */
  public void add(ImportFault fault) {
    count++;
    if (told.size() < MOST_TOLD) {
      told.add(fault);
    }
  }

  /** Gives how many there are, told or not. */
  public int count() {
    return count;
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Gives the first ones. */
  public List<ImportFault> told() {
    return List.copyOf(told);
  }

  /** Gives how many there are beyond those that are told. */
  public int more() {
    return count - told.size();
  }
}
