package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.EnumMap;
import java.util.Map;

/**
 * A title as attributes of an item: the English one as text, and an object of the others by
 * language tag if there are any.
 */
final class TitleItems {
  private TitleItems() {}

  static Item fill(Item item, String name, Titles titles) {
    return fillOthers(item.with(name, titles.english()), name, titles.others());
  }

  /** Adds the other titles that say something else than the English one, which is there already. */
  static Item fillDifferent(Item item, String name, Titles titles) {
    var different = new EnumMap<SpokenLanguage, String>(SpokenLanguage.class);
    different.putAll(titles.others());
    different.values().removeIf(titles.english()::equals);
    return fillOthers(item, name, different);
  }

  private static Item fillOthers(Item item, String name, Map<SpokenLanguage, String> titles) {
    if (!titles.isEmpty()) {
      var others = Item.inner();
      titles.forEach((language, title) -> others.with(language.tag(), title));
      item.with(others(name), others);
    }
    return item;
  }

  static Titles titles(Item item, String name) {
    return titles(item, name, item.text(name));
  }

  /** Reads a title whose English text is kept elsewhere. */
  static Titles titles(Item item, String name, String english) {
    Map<SpokenLanguage, String> others = new EnumMap<>(SpokenLanguage.class);
    item.optionalItem(others(name))
        .ifPresent(
            known -> {
              for (var language : SpokenLanguage.values()) {
                known.optionalText(language.tag()).ifPresent(title -> others.put(language, title));
              }
            });
    return new Titles(english, others);
  }

  private static String others(String name) {
    return name + "s";
  }
}
