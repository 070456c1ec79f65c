package dev.keyshelf.domain.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A language in which partners and their customers are spoken to. */
public enum SpokenLanguage {
  ENGLISH("en"),
  /**
   * Also plain Chinese, and that of every region that {@link #TRADITIONAL_CHINESE} does not name.
   */
  SIMPLIFIED_CHINESE("zh-Hans zh"),
  TRADITIONAL_CHINESE("zh-Hant zh-TW zh-HK zh-MO"),
  KOREAN("ko"),
  RUSSIAN("ru");

  /** With a blank between them. */
  private final String tags;

  SpokenLanguage(String tags) {
    this.tags = tags;
  }

  /** Returns its own tag of BCP 47. */
  public String tag() {
    return tags().getFirst();
  }

  /** Returns all tags that mean it, its own first. */
  public List<String> tags() {
    return List.of(tags.split(" "));
  }

  /** Finds the language that a tag means, in any case. */
  public static Optional<SpokenLanguage> ofTag(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tags().stream().anyMatch(tag::equalsIgnoreCase))
        .findFirst();
  }
}
