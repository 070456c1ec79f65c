package dev.keyshelf.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Several threads can move and read it. */
public final class StoppedClock extends Clock {
  private volatile Instant now = Story.BOUGHT_AT;

  /** Sets the time. */
  public synchronized void strike(Instant time) {
    now = time;
  }

  /** Sets the time, unless it is later already. */
  public synchronized void advanceTo(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    InstantSource source = () -> now;
    return source.withZone(zone);
  }
}
