package dev.keyshelf.domain.key;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Masks keys in people's words that look like what else people write: a reference, a tenant's GUID,
 * a date. Only what is a key of this store is masked; whole keys of five groups of five and link
 * tokens are known by their looks, and are masked before.
 */
public final class KeyMask {
  /** How many different candidates of a text are looked up; more stay as they were typed. */
  public static final int MOST = 20;

  private static final String MASK = "*****";
  private static final int SHOWN = 5;

  /** Groups of five or four, a UUID, and what these are without their hyphens. */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
              + "|[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){1,7}"
              + "|[A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){2,7}"
              + "|(?=[A-Za-z]*[0-9])(?:[0-9A-Fa-f]{32}|[A-Za-z0-9]{25}|[A-Za-z0-9]{16})"
              + ")(?![A-Za-z0-9])");

  private static final Pattern GUID_IN_ONE_PIECE =
      Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

  private final Supplier<KeyVault> vault;
  private final KnownKeys known;

  /**
   * Uses this vault and these keys.
   *
   * @param vault asked for when a text has a candidate, and not before
   */
  public KeyMask(Supplier<KeyVault> vault, KnownKeys known) {
    this.vault = vault;
    this.known = known;
  }

  /** Returns a text in which each key of this store is down to its last five characters. */
  public String masked(String text) {
    Map<String, Fingerprint> candidates = new LinkedHashMap<>();
    CANDIDATE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .limit(MOST)
        .forEach(each -> candidates.put(each, vault.get().fingerprint(whole(each))));
    if (candidates.isEmpty()) {
      return text;
    }
    var found = known.among(candidates.values().stream().flatMap(Fingerprint::all).toList());
    Set<String> keys = new HashSet<>();
    candidates.forEach(
        (candidate, fingerprint) -> {
          if (fingerprint.all().anyMatch(found::contains)) {
            keys.add(candidate);
          }
        });
    return CANDIDATE
        .matcher(text)
        .replaceAll(match -> keys.contains(match.group()) ? mask(match.group()) : match.group());
  }

  /** Returns the same of a text that may be absent. */
  public Optional<String> masked(Optional<String> text) {
    return text.map(this::masked);
  }

  private static String mask(String key) {
    var characters = key.replace("-", "");
    return MASK + characters.substring(characters.length() - SHOWN);
  }

  /** Returns a candidate with the hyphens that it has as a key. */
  private static String whole(String candidate) {
    return switch (candidate.contains("-") ? 0 : candidate.length()) {
      case 32 -> GUID_IN_ONE_PIECE.matcher(candidate).replaceAll("$1-$2-$3-$4-$5");
      case 25 -> candidate.replaceAll("(.{5})(?!$)", "$1-");
      case 16 -> candidate.replaceAll("(.{4})(?!$)", "$1-");
      default -> candidate;
    };
  }
}
