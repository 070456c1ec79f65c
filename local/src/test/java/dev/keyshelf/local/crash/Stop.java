package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import software.amazon.awssdk.core.SdkRequest;

/** Has a function die at the k-th call from a place; it does nothing more after that. */
public final class Stop implements Script {
  private final Moment moment;
  private final CallSite site;
  private final int number;
  private int calls;
  private boolean stopped;

  /**
   * @param moment before the call is sent or after its answer has arrived
   * @param number of the call from that place, from 1
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

  /** Gives whether anything died of it. */
  synchronized boolean stopped() {
    return stopped;
  }

  /** Gives whether it is for the first call from its place. */
  boolean isFirst() {
    return number == 1;
  }

  @Override
  public String toString() {
    return "%s, call %s from %s".formatted(moment, number, site.lines());
  }

  /** No code of a function catches this, just as none outlives its process. */
  public static final class Dead extends LinkageError {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public Dead() {
      super("the function was stopped by a test");
    }
  }
}
