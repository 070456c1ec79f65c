package dev.keyshelf.api.imports;

import java.util.ArrayList;
import java.util.List;

/** The faults of one import, in the order in which they are found. Only the first are reported. */
public final class Faults {
  /** The maximum number of reported faults. Nobody reads a longer report to its end. */
  public static final int MOST_TOLD = 200;

  private final List<ImportFault> told = new ArrayList<>();
  private int count;

  /** Adds a fault. */
  public void add(ImportFault fault) {
    count++;
    if (told.size() < MOST_TOLD) {
      told.add(fault);
    }
  }

  /** Returns the number of all faults, reported or not. */
  public int count() {
    return count;
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Returns the faults to report: the first {@link #MOST_TOLD}. */
  public List<ImportFault> told() {
    return List.copyOf(told);
  }

  /** Returns the number of faults that are not reported. */
  public int more() {
    return count - told.size();
  }
}
