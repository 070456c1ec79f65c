package dev.keyshelf.bench.command;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a thread itself has used. It does not include the embedded store, which has its own threads.
 *
 * @param nanos CPU time, user and system
 * @param bytes allocated memory
 */
record Used(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Runs a call several times on this thread, which must not be a virtual one.
   *
   * @return the mean of one call
   */
  static Used by(int times, Call call) {
    var nanos = THREADS.getCurrentThreadCpuTime();
    var bytes = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < times; i++) {
      call.run(i);
    }
    return new Used(
        (THREADS.getCurrentThreadCpuTime() - nanos) / times,
        (THREADS.getCurrentThreadAllocatedBytes() - bytes) / times);
  }

  /** The call to run. */
  @FunctionalInterface
  interface Call {
    /**
     * Runs the call once.
     *
     * @param number counts the runs from 0
     */
    void run(int number);
  }

  /** Returns what this used more than another. */
  Used minus(Used other) {
    return new Used(nanos - other.nanos, bytes - other.bytes);
  }
}
