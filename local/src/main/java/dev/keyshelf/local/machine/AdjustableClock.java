package dev.keyshelf.local.machine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The domain's clock on one machine. It runs ahead of the machine's clock by an offset that can be
 * changed at any time, or is stopped at an instant. Signing, presigning and tokens do not use it.
 */
public final class AdjustableClock extends Clock {
  private final Clock machine;
  private final Duration start;
  private final AtomicReference<Position> position;

  /** The position of this clock relative to the machine's. */
  private sealed interface Position {
    Instant at(Instant machine);

    Position after(Duration step);

    /** The clock runs, ahead of the machine's by the offset. */
    record Ahead(Duration offset) implements Position {
      @Override
      public Instant at(Instant machine) {
        return machine.plus(offset);
      }

      @Override
      public Position after(Duration step) {
        return new Ahead(offset.plus(step));
      }
    }

    /** The clock is stopped at the instant. */
    record Stopped(Instant instant) implements Position {
      @Override
      public Instant at(Instant machine) {
        return instant;
      }

      @Override
      public Position after(Duration step) {
        return new Stopped(instant.plus(step));
      }
    }
  }

  /** Creates a clock that is ahead of the machine's by the offset, or behind if it is negative. */
  public AdjustableClock(Duration offset) {
    this(Clock.systemUTC(), offset);
  }

  AdjustableClock(Clock machine, Duration offset) {
    this(machine, offset, new AtomicReference<>(new Position.Ahead(offset)));
  }

  private AdjustableClock(Clock machine, Duration start, AtomicReference<Position> position) {
    this.machine = machine;
    this.start = start;
    this.position = position;
  }

  /** Returns how far this clock is ahead of the machine's now. */
  public Duration offset() {
    var now = machine.instant();
    return switch (position.get()) {
      case Position.Ahead(var offset) -> offset;
      case Position.Stopped(var instant) -> Duration.between(now, instant);
    };
  }

  /**
   * Sets how far the clock is ahead of its initial offset. Earlier moves have no effect on the
   * result. A stopped clock runs again.
   */
  public void setAhead(Duration ahead) {
    position.set(new Position.Ahead(start.plus(ahead)));
  }

  /** Stops the clock at an instant, so that both sides of a boundary can be tested. */
  public void stopAt(Instant instant) {
    position.set(new Position.Stopped(instant));
  }

  /** Moves the clock forward, or back if the step is negative. */
  public void advance(Duration step) {
    position.updateAndGet(each -> each.after(step));
  }

  @Override
  public Instant instant() {
    return position.get().at(machine.instant());
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  /** Returns this clock in another zone. Later changes to either clock affect both. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new AdjustableClock(machine.withZone(zone), start, position);
  }
}
