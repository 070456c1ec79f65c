package dev.keyshelf.domain.once;

import java.util.Map;

/**
 * An answer as it left: kept with what it answered, so that a retry gets the same bytes.
 *
 * @param secret whether the body holds a secret (a link's token): then it is kept sealed
 */
public record StoredAnswer(int status, Map<String, String> headers, String body, boolean secret) {
  /** Copies the headers in. */
  public StoredAnswer {
    headers = Map.copyOf(headers);
  }
}
