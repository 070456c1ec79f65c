package dev.keyshelf.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tracestate}, which is handed on as it is and means nothing to Keyshelf. */
final class TraceState {
  private static final int MOST_MEMBERS = 32;

  /** The least that a server has to hand on, and the most that this one stores. */
  private static final int MOST_CHARACTERS = 512;

  /** Members that are longer are left out first if the list is too long. */
  private static final int LONG_MEMBER = 128;

  private static final Pattern MEMBER =
      Pattern.compile(
          "(?<key>[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
              + "=[\\x20-\\x2B\\x2D-\\x3C\\x3E-\\x7E]{0,255}[\\x21-\\x2B\\x2D-\\x3C\\x3E-\\x7E]");

  private TraceState() {}

  /**
   * Returns the list without blanks around its members, and shortened to 512 characters; empty if
   * it has no members, is malformed, or seems to hold a product key or a token.
   */
  static Optional<String> of(String header) {
    var members = new ArrayList<String>();
    var keys = new HashSet<String>();
    for (var part : header.split(",", -1)) {
      var member = part.strip();
      if (member.isEmpty()) {
        continue;
      }
      var matcher = MEMBER.matcher(member);
      if (!matcher.matches() || !keys.add(matcher.group("key"))) {
        return Optional.empty();
      }
      members.add(member);
    }
    return members.size() > MOST_MEMBERS
        ? Optional.empty()
        : Optional.of(shortened(members))
            .filter(state -> !state.isEmpty())
            .filter(state -> Masked.text(state).equals(state));
  }

  /** The trace's newest members are the first, so the last ones are left out. */
  private static String shortened(List<String> members) {
    var kept = new ArrayList<>(members);
    if (length(kept) > MOST_CHARACTERS) {
      kept.removeIf(member -> member.length() > LONG_MEMBER);
    }
    while (length(kept) > MOST_CHARACTERS) {
      kept.removeLast();
    }
    return String.join(",", kept);
  }

  private static int length(List<String> members) {
    return String.join(",", members).length();
  }
}
