package dev.keyshelf.domain.customer;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Words that are looked for in companies' names. Each is the beginning of a word of the name,
 * without case, accents and differences of form. In writing without blanks between words (Chinese,
 * Japanese, Thai and the like) it can begin at any character.
 */
public record NameWords(List<FoldedName> words) {
  /** How many places a name is found by; those after them only beside others. */
  public static final int MOST_ENTRIES = 16;

  /** Letters that are not a plain letter with a mark; docs/text.md lists them. */
  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry((int) '\u00e6', "ae"),
          Map.entry((int) '\u0153', "oe"),
          Map.entry((int) '\u00f8', "o"),
          Map.entry((int) '\u0142', "l"),
          Map.entry((int) '\u0111', "d"),
          Map.entry((int) '\u00f0', "d"),
          Map.entry((int) '\u00fe', "th"),
          Map.entry((int) '\u0127', "h"),
          Map.entry((int) '\u0167', "t"),
          Map.entry((int) '\u0131', "i"));

  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** It lengthens the vowel before it, and is of no script. */
  private static final int PROLONGED = 0x30fc;

  /** Copies the list in, and refuses none. */
  public NameWords {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("there is no word");
    }
  }

  /** Returns the words of a text; empty if it has no letter and no digit. */
  public static Optional<NameWords> parse(String text) {
    var words = split(plain(text)).stream().map(FoldedName::of).distinct().toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(new NameWords(words));
  }

  /** Returns what a name is found by: at most {@link #MOST_ENTRIES}, those at its beginning. */
  public static SortedSet<FoldedName> entriesOf(String name) {
    return places(name, MOST_ENTRIES);
  }

  /** Returns the word that narrows a search most: the longest. */
  public FoldedName longest() {
    return words.stream().max(Comparator.comparingInt(word -> word.text().length())).orElseThrow();
  }

  /** Returns whether a name has all of these words. */
  public boolean areIn(String name) {
    var places = places(name, Integer.MAX_VALUE);
    return words.stream().allMatch(word -> places.stream().anyMatch(at -> at.startsWith(word)));
  }

  /**
   * Returns whether an entry is the first of a name's entries that begin with the longest word. A
   * name that has several is listed at the first.
   */
  public boolean isFirst(FoldedName entry, String name) {
    var word = longest();
    return entriesOf(name).stream()
        .filter(each -> each.startsWith(word))
        .findFirst()
        .filter(entry::equals)
        .isPresent();
  }

  private static SortedSet<FoldedName> places(String name, int most) {
    var places = new TreeSet<>(Comparator.comparing(FoldedName::text));
    for (var word : split(plain(name))) {
      var before = false;
      for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
        var without = isWithoutBlanks(word.codePointAt(i));
        if (places.size() < most && (i == 0 || without || before)) {
          places.add(FoldedName.of(word.substring(i)));
        }
        before = without;
      }
    }
    return places;
  }

  private static boolean isWithoutBlanks(int point) {
    return point == PROLONGED || WITHOUT_BLANKS.contains(UnicodeScript.of(point));
  }

  private static String plain(String text) {
    var plain = new StringBuilder();
    Normalizer.normalize(FoldedName.fold(text), Normalizer.Form.NFD)
        .codePoints()
        .filter(point -> !isAccent(point))
        .forEach(point -> plain.append(PLAIN.getOrDefault(point, Character.toString(point))));
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** Other marks are vowels or tones, without which a word is another one. */
  private static boolean isAccent(int point) {
    return point >= 0x300 && point <= 0x36f;
  }

  private static List<String> split(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isOfAWord(point)) {
                word.appendCodePoint(point);
              } else {
                end(word, words);
              }
            });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isOfAWord(int point) {
    return Character.isLetterOrDigit(point)
        || switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.LETTER_NUMBER,
              Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }
}
