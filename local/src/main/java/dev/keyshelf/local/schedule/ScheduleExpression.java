package dev.keyshelf.local.schedule;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.keyshelf.local.fault.UserFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An EventBridge expression that says when a schedule fires: {@code rate(5 minutes)}, {@code cron(0
 * 3 1 * ? *)} or {@code at(2026-12-24T18:00:00)}, in UTC.
 */
public sealed interface ScheduleExpression {

  /** Returns the first instant after the given one; empty if there is none. */
  Optional<Instant> nextAfter(Instant instant);

  /** Fires once per period, first one period after the start. */
  record Rate(Duration period) implements ScheduleExpression {
    @Override
    public Optional<Instant> nextAfter(Instant instant) {
      return Optional.of(instant.plus(period));
    }
  }

  /** Fires once. */
  record At(Instant time) implements ScheduleExpression {
    @Override
    public Optional<Instant> nextAfter(Instant instant) {
      return time.isAfter(instant) ? Optional.of(time) : Optional.empty();
    }
  }

  /**
   * Fires at the times of six fields in UTC: minutes, hours, day of month, month, day of week (1 is
   * Sunday), year.
   */
  final class Cron implements ScheduleExpression {
    private static final CronDefinition FIELDS =
        CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()
            .withHours()
            .withValidRange(0, 23)
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private final ExecutionTime times;

    Cron(String fields) {
      this.times = ExecutionTime.forCron(new CronParser(FIELDS).parse(fields));
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
      return times.nextExecution(instant.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }
  }

  /**
   * Parses an expression of template.yaml.
   *
   * @throws UserFault if EventBridge would refuse the expression
   */
  static ScheduleExpression parse(String text) {
    var cron = Syntax.CRON.matcher(text.strip());
    if (cron.matches()) {
      try {
        return new Cron(cron.group(1));
      } catch (IllegalArgumentException e) {
        throw new UserFault("not a schedule: %s (%s)".formatted(text, e.getMessage()), e);
      }
    }
    var at = Syntax.AT.matcher(text.strip());
    if (at.matches()) {
      try {
        return new At(LocalDateTime.parse(at.group(1)).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        throw new UserFault("not a schedule: %s (%s)".formatted(text, e.getMessage()), e);
      }
    }
    var rate = Syntax.RATE.matcher(text.strip());
    if (rate.matches()) {
      var count = Long.parseLong(rate.group(1));
      var plural = rate.group(3) != null;
      if (count > 0 && plural == (count != 1)) {
        return new Rate(
            switch (rate.group(2)) {
              case "minute" -> Duration.ofMinutes(count);
              case "hour" -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            });
      }
    }
    throw new UserFault(
        "not a schedule: %s; write it like rate(5 minutes) or cron(0 3 * * ? *)".formatted(text));
  }

  /** The patterns. They are in a class because an interface cannot have private fields. */
  final class Syntax {
    private static final Pattern CRON = Pattern.compile("cron\\((\\S+(?: +\\S+){5})\\)");
    private static final Pattern AT = Pattern.compile("at\\((\\S+)\\)");
    private static final Pattern RATE =
        Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s)?\\)");

    private Syntax() {}
  }
}
