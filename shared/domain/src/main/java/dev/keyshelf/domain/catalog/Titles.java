package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A title in the languages that its catalogue knows it in.
 *
 * @param english the title that every catalogue has
 * @param others the title in other languages
 */
public record Titles(String english, Map<SpokenLanguage, String> others) {
  /** Copies the titles in, and refuses a second English one. */
  public Titles {
    others = Map.copyOf(others);
    if (others.containsKey(SpokenLanguage.ENGLISH)) {
      throw new IllegalArgumentException("the English title is the title itself");
    }
  }

  /** Returns a title that is known in English only. */
  public static Titles of(String english) {
    return new Titles(english, Map.of());
  }

  /** Tells whether the title is known in a language. */
  public boolean isKnownIn(SpokenLanguage language) {
    return language == SpokenLanguage.ENGLISH || others.containsKey(language);
  }

  /** Returns the title in a language, or in English if it is not known in that language. */
  public String in(SpokenLanguage language) {
    return Objects.requireNonNullElse(others.get(language), english);
  }

  /** Returns the other titles, in the languages' order. */
  public Map<SpokenLanguage, String> sorted() {
    Map<SpokenLanguage, String> sorted = new EnumMap<>(SpokenLanguage.class);
    sorted.putAll(others);
    return sorted;
  }

  /** Returns the languages in which the title is not known. */
  public List<SpokenLanguage> missing() {
    return Arrays.stream(SpokenLanguage.values()).filter(each -> !isKnownIn(each)).toList();
  }
}
