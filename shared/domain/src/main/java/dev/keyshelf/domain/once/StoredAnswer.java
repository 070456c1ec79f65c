package dev.keyshelf.domain.once;

import java.util.Map;

/**
 * An HTTP answer, stored in the transaction of its command, so that a retry gets the same bytes.
 *
 * @param secret whether the body holds a secret, such as a link's token; it is then stored
 *     encrypted
 */
public record StoredAnswer(int status, Map<String, String> headers, String body, boolean secret) {
  /** Copies the headers. */
  public StoredAnswer {
    headers = Map.copyOf(headers);
  }
}
