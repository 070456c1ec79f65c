package dev.keyshelf.api;

import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Accept-Language}. */
public final class AcceptLanguage {
  private static final List<String> TAGS =
      Arrays.stream(SpokenLanguage.values()).flatMap(language -> language.tags().stream()).toList();

  private AcceptLanguage() {}

  /**
   * Returns the language that a client prefers, by the lookup of RFC 4647. It is English if the
   * client prefers no supported language, or sent something that is no list of languages.
   */
  public static SpokenLanguage of(Request request) {
    return request
        .header("accept-language")
        .flatMap(AcceptLanguage::preferred)
        .orElse(SpokenLanguage.ENGLISH);
  }

  /**
   * Returns the language that the value of such a header prefers; empty if it names no supported
   * language, or is no list of languages.
   *
   * @param header languages by falling preference, such as {@code ru,ko;q=0.7}
   */
  public static Optional<SpokenLanguage> preferred(String header) {
    try {
      return Optional.ofNullable(Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS))
          .flatMap(SpokenLanguage::ofTag);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
