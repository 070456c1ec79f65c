package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import software.amazon.awssdk.core.SdkRequest;

/** Has a function die at its k-th call of a store; it does nothing more after that. */
final class Stop implements Script {
  private final Moment moment;
  private final int number;
  private int calls;
  private boolean stopped;

  /**
   * @param moment before the call is sent or after its answer has arrived
   * @param number of the call, from 1
   */
  Stop(Moment moment, int number) {
    this.moment = moment;
    this.number = number;
  }

  @Override
  public synchronized void at(Moment now, SdkRequest request) {
    if (stopped) {
      throw new Dead();
    }
    if (now == moment) {
      calls++;
      if (calls == number) {
        stopped = true;
        throw new Dead();
      }
    }
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** No code of a function catches this, just as none outlives its process. */
  static final class Dead extends LinkageError {
    private static final long serialVersionUID = 1L;

    Dead() {
      super("the function was stopped by a test");
    }
  }
}
