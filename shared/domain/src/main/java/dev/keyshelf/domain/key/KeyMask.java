package dev.keyshelf.domain.key;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Masks keys in texts that people write. Some forms of keys look like a reference, a tenant's GUID
 * or a date. So only texts that are keys of this store are masked. Whole keys of five groups of
 * five and link tokens are recognized by their form alone, and are masked before this class sees
 * them.
 */
public final class KeyMask {
  /** How many different candidates of a text are looked up. Further ones are not masked. */
  public static final int MOST = 20;

  private static final String MASK = "*****";
  private static final int SHOWN = 5;

  /**
   * Groups of five or four, a UUID, and words of letters and digits, as keys without hyphens are.
   */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
              + "|[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){1,7}"
              + "|[A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){2,7}"
              + "|(?=[A-Za-z]*[0-9])[A-Za-z0-9]{12,64}"
              + ")(?![A-Za-z0-9])");

  /** A text that can be a licence as a whole: one word with a digit, or something in XML. */
  private static final Pattern WHOLE =
      Pattern.compile("(?=\\D*\\d)(?:\\S{8,}|<.*>)", Pattern.DOTALL);

  private final Supplier<KeyVault> vault;
  private final KnownKeys known;

  /**
   * Uses this vault and these keys.
   *
   * @param vault called only when a text has a candidate
   */
  public KeyMask(Supplier<KeyVault> vault, KnownKeys known) {
    this.vault = vault;
    this.known = known;
  }

  /** Returns a text in which only the last five characters of each key of this store are left. */
  public String masked(String text) {
    Map<String, List<String>> candidates = new LinkedHashMap<>();
    var whole = text.strip();
    if (WHOLE.matcher(whole).matches()) {
      candidates.put(whole, hashes(whole));
    }
    CANDIDATE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .filter(each -> !each.equals(whole))
        .limit(MOST - candidates.size())
        .forEach(each -> candidates.put(each, hashes(each)));
    if (candidates.isEmpty()) {
      return text;
    }
    var found = known.among(candidates.values().stream().flatMap(List::stream).toList());
    Set<String> keys = new HashSet<>();
    candidates.forEach(
        (candidate, hashes) -> {
          if (hashes.stream().anyMatch(found::contains)) {
            keys.add(candidate);
          }
        });
    if (keys.contains(whole)) {
      return mask(whole);
    }
    return CANDIDATE
        .matcher(text)
        .replaceAll(match -> keys.contains(match.group()) ? mask(match.group()) : match.group());
  }

  /** Masks an optional text. */
  public Optional<String> masked(Optional<String> text) {
    return text.map(this::masked);
  }

  /** Masks a key. Licences in XML may all have the same end, so nothing of them is left. */
  private static String mask(String key) {
    var characters = key.replace("-", "");
    return key.startsWith("<") ? MASK : MASK + characters.substring(characters.length() - SHOWN);
  }

  /** Returns the hashes of all keys that a candidate can be. */
  private List<String> hashes(String candidate) {
    return KeyForms.spelled(candidate)
        .map(vault.get()::fingerprint)
        .flatMap(Fingerprint::all)
        .toList();
  }
}
