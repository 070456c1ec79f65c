package dev.keyshelf.downloads;

import dev.keyshelf.api.AcceptLanguage;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.http.Request;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A language of the pages: its texts, and its format of numbers, sizes and instants. */
@SuppressWarnings("ImmutableEnumChecker") // The texts are private and never change.
enum Language {
  ENGLISH(SpokenLanguage.ENGLISH),
  SIMPLIFIED_CHINESE(SpokenLanguage.SIMPLIFIED_CHINESE),
  TRADITIONAL_CHINESE(SpokenLanguage.TRADITIONAL_CHINESE),
  KOREAN(SpokenLanguage.KOREAN),
  RUSSIAN(SpokenLanguage.RUSSIAN);

  private static final double STEP = 1024;

  private final SpokenLanguage spoken;
  private final Locale locale;
  private final Properties texts;

  Language(SpokenLanguage spoken) {
    this.spoken = spoken;
    this.locale = Locale.forLanguageTag(spoken.tag());
    this.texts = read("page/" + spoken.tag() + ".properties");
  }

  private static Properties read(String resource) {
    var texts = new Properties();
    try (var stream = Language.class.getResourceAsStream(resource)) {
      texts.load(
          new InputStreamReader(
              Objects.requireNonNull(stream, resource + " is missing"), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource, unreadable);
    }
    return texts;
  }

  /** Returns the language that a client prefers, or English if it prefers no supported language. */
  static Language of(Request request) {
    var preferred = AcceptLanguage.of(request);
    return Arrays.stream(values())
        .filter(language -> language.spoken == preferred)
        .findFirst()
        .orElse(ENGLISH);
  }

  /** Returns the language's BCP 47 tag. */
  String tag() {
    return spoken.tag();
  }

  /** Returns the names of the language's texts. */
  Set<String> names() {
    return texts.stringPropertyNames();
  }

  /** Returns a text with the values in place of {0}, {1} and so on. */
  String text(String name, String... values) {
    var text = Objects.requireNonNull(texts.getProperty(name), name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  /** Formats an instant to the minute, in UTC, with the time zone. */
  String instant(Instant instant) {
    return DateTimeFormatter.ofPattern(text("time"), locale)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /**
   * Formats a span of time in whole units: days and hours, or hours and minutes, or only minutes if
   * it is less than an hour.
   */
  String span(Duration span) {
    if (span.toDays() > 0) {
      return counted(span.toDays(), "day") + rest(span.toHoursPart(), "hour");
    }
    if (span.toHours() > 0) {
      return counted(span.toHours(), "hour") + rest(span.toMinutesPart(), "minute");
    }
    return span.toMinutes() > 0 ? counted(span.toMinutes(), "minute") : text("moment");
  }

  private String rest(int number, String unit) {
    return number == 0 ? "" : " " + counted(number, unit);
  }

  private String counted(long number, String unit) {
    return text(number == 1 ? "one-" + unit : "more-" + unit + "s", number(number));
  }

  String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /**
   * Formats a size in exact bytes. From 1 KiB on, the rounded size in a larger unit comes first.
   */
  String size(long bytes) {
    var exact = text("bytes", number(bytes));
    if (bytes < STEP) {
      return exact;
    }
    var units = text("units").split(" ");
    var unit = 0;
    var size = bytes / STEP;
    // Use the next unit if the size would be rounded to 1,024 of this one.
    while (size >= STEP - 0.05 && unit < units.length - 1) {
      size /= STEP;
      unit++;
    }
    var format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(1);
    return text("size", format.format(size) + "\u00a0" + units[unit], exact);
  }

  /** Returns the name of a language by its tag, or the tag itself if the language is not known. */
  String nameOf(String languageTag) {
    var name = Locale.forLanguageTag(languageTag).getDisplayName(locale);
    return name.isEmpty() ? languageTag : name;
  }
}
