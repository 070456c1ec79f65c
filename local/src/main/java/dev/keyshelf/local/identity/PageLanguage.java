package dev.keyshelf.local.identity;

import dev.keyshelf.api.AcceptLanguage;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.local.http.Request;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A language of the development issuer's pages, and its texts. */
@SuppressWarnings("ImmutableEnumChecker") // The texts are private and never change.
enum PageLanguage {
  ENGLISH(SpokenLanguage.ENGLISH, "English"),
  SIMPLIFIED_CHINESE(SpokenLanguage.SIMPLIFIED_CHINESE, "简体中文"),
  TRADITIONAL_CHINESE(SpokenLanguage.TRADITIONAL_CHINESE, "繁體中文"),
  KOREAN(SpokenLanguage.KOREAN, "한국어"),
  RUSSIAN(SpokenLanguage.RUSSIAN, "Русский");

  /** The parameter with which a client, or a link of the page, chooses the language. */
  static final String PARAMETER = "ui_locales";

  private final SpokenLanguage spoken;
  private final String ownName;
  private final Properties texts;

  PageLanguage(SpokenLanguage spoken, String ownName) {
    this.spoken = spoken;
    this.ownName = ownName;
    this.texts = read("sign-in/" + spoken.tag() + ".properties");
  }

  private static Properties read(String resource) {
    var texts = new Properties();
    try (var stream = PageLanguage.class.getResourceAsStream(resource)) {
      texts.load(
          new InputStreamReader(
              Objects.requireNonNull(stream, resource + " is missing"), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource, unreadable);
    }
    return texts;
  }

  /**
   * Returns the language that {@code ui_locales} chooses, or else the one that the browser prefers.
   * It is English if neither names a supported one.
   */
  static PageLanguage of(Request request, Fields fields) {
    var preferred =
        fields
            .one(PARAMETER)
            .map(tags -> tags.strip().replaceAll(" +", ","))
            .flatMap(AcceptLanguage::preferred)
            .or(() -> AcceptLanguage.preferred(String.join(",", request.header("accept-language"))))
            .orElse(SpokenLanguage.ENGLISH);
    for (var language : values()) {
      if (language.spoken == preferred) {
        return language;
      }
    }
    return ENGLISH;
  }

  /** Returns the language's BCP 47 tag. */
  String tag() {
    return spoken.tag();
  }

  /** Returns the language's name in itself. */
  String ownName() {
    return ownName;
  }

  /** Returns the names of the language's texts. */
  Set<String> names() {
    return texts.stringPropertyNames();
  }

  /** Returns a text. */
  String text(String name) {
    return Objects.requireNonNull(texts.getProperty(name), name);
  }

  /** Returns a text with a value in place of {0}. */
  String text(String name, String value) {
    return text(name).replace("{0}", value);
  }
}
