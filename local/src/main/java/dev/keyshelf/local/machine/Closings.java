package dev.keyshelf.local.machine;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes resources, the last opened first. If one fails to close, the others are still closed. */
final class Closings implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Closings.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <C extends AutoCloseable> C add(C closeable) {
    open.push(closeable);
    return closeable;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "a resource could not be closed", e);
      }
    }
  }
}
