package dev.keyshelf.downloads;

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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A language that the pages speak: its texts, and how it writes numbers, sizes and instants. */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes the texts, or gets at them to do it.
enum Language {
  ENGLISH("en"),
  /**
   * Also plain Chinese, and that of every region that {@link #TRADITIONAL_CHINESE} does not name.
   */
  SIMPLIFIED_CHINESE("zh-Hans", "zh"),
  TRADITIONAL_CHINESE("zh-Hant", "zh-TW", "zh-HK", "zh-MO"),
  KOREAN("ko"),
  RUSSIAN("ru");

  private static final List<String> TAGS =
      List.of(values()).stream().flatMap(language -> language.tags.stream()).toList();

  private static final double STEP = 1024;

  private final List<String> tags;
  private final Locale locale;
  private final Properties texts;

  /** The first tag is the language's own. */
  Language(String... tags) {
    this.tags = List.of(tags);
    this.locale = Locale.forLanguageTag(tags[0]);
    this.texts = read("page/" + tags[0] + ".properties");
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

  /**
   * Gives the language that a client likes best of ours, as RFC 4647 looks it up in {@code
   * Accept-Language}; English when it likes none or sent what is no such list.
   */
  static Language of(Request request) {
    return request.header("accept-language").map(Language::of).orElse(ENGLISH);
  }

  private static Language of(String acceptLanguage) {
    String found;
    try {
      found = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), TAGS);
    } catch (IllegalArgumentException _) {
      return ENGLISH;
    }
    return List.of(values()).stream()
        .filter(language -> language.tags.stream().anyMatch(tag -> tag.equalsIgnoreCase(found)))
        .findFirst()
        .orElse(ENGLISH);
  }

  /** Gives its tag of BCP 47. */
  String tag() {
    return tags.getFirst();
  }

  /** Gives the names of its texts. */
  Set<String> names() {
    return texts.stringPropertyNames();
  }

  /** Gives a text, with the values in their places. */
  String text(String name, String... values) {
    var text = Objects.requireNonNull(texts.getProperty(name), name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  /** Gives an instant to the minute, in UTC and saying so. */
  String instant(Instant instant) {
    return DateTimeFormatter.ofPattern(text("time"), locale)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /**
   * Gives a span of time in its two largest units, whole ones: of less than an hour its minutes.
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
   * Gives a size in bytes exactly, from 1 KiB on with the rounded size in a unit that one reads.
   */
  String size(long bytes) {
    var exact = text("bytes", number(bytes));
    if (bytes < STEP) {
      return exact;
    }
    var units = text("units").split(" ");
    var unit = 0;
    var size = bytes / STEP;
    // What would be rounded to 1,024 of a unit is 1 of the next.
    while (size >= STEP - 0.05 && unit < units.length - 1) {
      size /= STEP;
      unit++;
    }
    var format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(1);
    return text("size", format.format(size) + "\u00a0" + units[unit], exact);
  }

  /** Gives the name of a language by its tag; the tag itself when it is none that is known. */
  String nameOf(String languageTag) {
    var name = Locale.forLanguageTag(languageTag).getDisplayName(locale);
    return name.isEmpty() ? languageTag : name;
  }
}
