package dev.keyshelf.local.machine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The domain's clock on one machine: another clock (the machine's) moved by an offset that can be
 * changed while it runs, or stopped at an instant. Signing, presigning and tokens never see it.
 */
public final class AdjustableClock extends Clock {
  private final Clock machine;
  private final Duration start;
  private final AtomicReference<Position> position;

  /** Where this clock is, seen from the machine's. */
  private sealed interface Position {
    Instant at(Instant machine);

    Position after(Duration step);

    /** It goes as the machine's does. */
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

    /** It stands. */
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

  /** A clock that is ahead of the machine's by the offset; a negative offset is behind. */
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

  /** How far this clock is ahead of the machine's now. */
  public Duration offset() {
    var now = machine.instant();
    return switch (position.get()) {
      case Position.Ahead(var offset) -> offset;
      case Position.Stopped(var instant) -> Duration.between(now, instant);
    };
  }

  /**
   * Moves the clock to where it would be if nobody had moved it, and this far ahead of that. A
   * stopped clock runs again.
   */
  public void setAhead(Duration ahead) {
    position.set(new Position.Ahead(start.plus(ahead)));
  }

  /** Stops the clock at an instant: what lies on the two sides of a boundary is then to be seen. */
  public void stopAt(Instant instant) {
    position.set(new Position.Stopped(instant));
  }

  /** Moves the clock on from where it is; a negative step moves it back. */
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

  /** The same moving clock in another zone: both follow later changes. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new AdjustableClock(machine.withZone(zone), start, position);
  }
}
