package dev.keyshelf.local.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Secrets that the test knows, in each form in which a leak could appear. Two groups of a key count
 * as a leak, because only its last five characters may be shown.
 */
final class Canaries {
  /** The kinds of secrets. */
  enum Kind {
    KEY,
    TOKEN,
    JWT,
    PRESIGNED_URL
  }

  private final Map<String, Kind> shapes = new LinkedHashMap<>();
  private final Map<String, Kind> inAnyCase = new LinkedHashMap<>();
  private final Map<Kind, List<String>> secrets = new LinkedHashMap<>();

  /** Adds a product key of five groups of five characters. */
  void key(String text) {
    remember(Kind.KEY, text);
    var groups = text.split("-");
    for (int i = 1; i < groups.length; i++) {
      for (var between : new String[] {"-", "", " ", "%2D"}) {
        inAnyCase.put((groups[i - 1] + between + groups[i]).toLowerCase(Locale.ROOT), Kind.KEY);
      }
    }
    encoded(text, Kind.KEY);
    encoded(text.replace("-", ""), Kind.KEY);
  }

  /** Adds the token of a link. Half of it counts as a leak. */
  void token(String text) {
    remember(Kind.TOKEN, text);
    shapes.put(text.substring(0, text.length() / 2), Kind.TOKEN);
    shapes.put(text.substring(text.length() / 2), Kind.TOKEN);
    encoded(text, Kind.TOKEN);
  }

  /** Adds a bearer token. Half of its signature counts as a leak. */
  void jwt(String text) {
    remember(Kind.JWT, text);
    var signature = text.substring(text.lastIndexOf('.') + 1);
    shapes.put(signature.substring(0, signature.length() / 2), Kind.JWT);
    shapes.put(signature.substring(signature.length() / 2), Kind.JWT);
  }

  /** Adds a presigned URL. Its signature counts as a leak. */
  void presigned(URI url) {
    var query = url.getRawQuery();
    remember(Kind.PRESIGNED_URL, query);
    for (var parameter : query.split("&")) {
      if (parameter.startsWith("X-Amz-Signature=")) {
        shapes.put(parameter.substring("X-Amz-Signature=".length()), Kind.PRESIGNED_URL);
      }
    }
    shapes.put(query, Kind.PRESIGNED_URL);
  }

  private void remember(Kind kind, String secret) {
    secrets.computeIfAbsent(kind, _ -> new ArrayList<>()).add(secret);
  }

  /** Adds the Base64 forms of a text, which differ by the text's offset in the encoded bytes. */
  private void encoded(String text, Kind kind) {
    for (int before = 0; before < 3; before++) {
      var bytes = (" ".repeat(before) + text).getBytes(StandardCharsets.UTF_8);
      for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
        var coded = encoder.withoutPadding().encodeToString(bytes);
        var foreign = before == 0 ? 0 : before + 1;
        shapes.put(coded.substring(foreign, coded.length() - 1), kind);
      }
    }
  }

  /** Returns the secrets of a kind. */
  List<String> all(Kind kind) {
    return List.copyOf(secrets.getOrDefault(kind, List.of()));
  }

  /** Returns the kinds of secrets in a text, in any form. */
  Set<Kind> in(String text) {
    var found = EnumSet.noneOf(Kind.class);
    var lower = text.toLowerCase(Locale.ROOT);
    shapes.forEach(
        (shape, kind) -> {
          if (text.contains(shape)) {
            found.add(kind);
          }
        });
    inAnyCase.forEach(
        (shape, kind) -> {
          if (lower.contains(shape)) {
            found.add(kind);
          }
        });
    return found;
  }
}
