package dev.keyshelf.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The domain's clock on one machine: another clock (the machine's) moved by an offset that can be
 * changed while it runs. Signing, presigning and tokens never see it.
 */
public final class AdjustableClock extends Clock {
  private final Clock machine;
  private final AtomicReference<Duration> offset;

  /** A clock that is ahead of the machine's by the offset; a negative offset is behind. */
  public AdjustableClock(Duration offset) {
    this(Clock.systemUTC(), new AtomicReference<>(offset));
  }

  AdjustableClock(Clock machine, AtomicReference<Duration> offset) {
    this.machine = machine;
    this.offset = offset;
  }

  /** How far this clock is ahead of the machine's. */
  public Duration offset() {
    return offset.get();
  }

  /** Sets the distance to the machine's clock, whatever it was before. */
  public void setOffset(Duration offset) {
    this.offset.set(offset);
  }

  /** Moves the clock on from where it is; a negative step moves it back. */
  public void advance(Duration step) {
    offset.updateAndGet(step::plus);
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(offset.get());
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  /** The same moving clock in another zone: both follow later changes of the offset. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new AdjustableClock(machine.withZone(zone), offset);
  }
}
