package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import software.amazon.awssdk.core.SdkRequest;

/** Makes a function die at the k-th call from a place, once. */
public final class Stop implements Script {
  private final Moment moment;
  private final CallSite site;
  private final int number;
  private int calls;
  private boolean stopped;

  /**
   * @param moment before the call is sent, or after its answer has arrived
   * @param number the number of the call from that place, from 1
   */
  Stop(Moment moment, CallSite site, int number) {
    this.moment = moment;
    this.site = site;
    this.number = number;
  }

  @Override
  public synchronized void at(Moment now, SdkRequest request) {
    if (stopped) {
      throw new Dead();
    }
    if (now == moment && site.equals(CallSite.ofNow())) {
      calls++;
      if (calls == number) {
        stopped = true;
        throw new Dead();
      }
    }
  }

  /** Returns whether it has stopped a function. */
  synchronized boolean stopped() {
    return stopped;
  }

  /** Returns whether it stops the first call from its place. */
  boolean isFirst() {
    return number == 1;
  }

  @Override
  public String toString() {
    return "%s, call %s from %s".formatted(moment, number, site.lines());
  }

  /** An error that no function catches, just as no code survives its process. */
  public static final class Dead extends LinkageError {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public Dead() {
      super("the function was stopped by a test");
    }
  }
}
