package dev.keyshelf.bench.command;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a thread has used itself. The embedded store works in threads of its own, so that nothing of
 * it is in here.
 *
 * @param nanos of CPU, in user and system
 * @param bytes allocated
 */
record Used(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs something so often in this thread, which is not a virtual one; gives the mean of it. */
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

  /** What is run. */
  @FunctionalInterface
  interface Call {
    /** Runs once more; gets the number from 0. */
    void run(int number);
  }

  /** Gives what this used more than another. */
  Used minus(Used other) {
    return new Used(nanos - other.nanos, bytes - other.bytes);
  }
}
