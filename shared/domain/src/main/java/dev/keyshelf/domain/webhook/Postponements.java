package dev.keyshelf.domain.webhook;

import java.time.Duration;

/** Wakes that are received, and are to come again later. */
public interface Postponements {
  /**
   * Lets a wake that is being handled come again after a time. Until then, its webhook gets no
   * other wake, so a long wait is better left to the schedule that looks at all webhooks. The
   * caller must answer that it did not handle the wake.
   *
   * @param receipt the handle with which the queue handed the wake over
   * @param time in whole seconds, and less than 12 hours after the wake was handed over; zero for
   *     at once
   * @throws dev.keyshelf.domain.once.UnavailableException if the queue does not answer
   */
  void postpone(String receipt, Duration time);
}
