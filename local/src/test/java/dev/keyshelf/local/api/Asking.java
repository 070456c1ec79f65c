package dev.keyshelf.local.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A request that any client can send, more than once. */
record Asking(String method, String target, String body, List<String> headers) {
  Asking at(String otherTarget) {
    return new Asking(method, otherTarget, body, headers);
  }

  Asking withQuery(String pair) {
    return at(target + (target.contains("?") ? "&" : "?") + pair);
  }

  Asking withBody(String other) {
    return new Asking(method, target, other, withKey(headers));
  }

  /** Returns the request with this value of a header, in place of any earlier value. */
  Asking withHeader(String name, String value) {
    var others = new ArrayList<String>();
    for (int i = 0; i < headers.size(); i += 2) {
      if (!headers.get(i).equals(name)) {
        others.addAll(headers.subList(i, i + 2));
      }
    }
    others.addAll(List.of(name, value));
    return new Asking(method, target, body, others);
  }

  /** Returns the headers with a new idempotency key, because another body is another command. */
  private static List<String> withKey(List<String> headers) {
    var copy = new ArrayList<>(headers);
    var place = copy.indexOf("Idempotency-Key");
    if (place >= 0) {
      copy.set(place + 1, UUID.randomUUID().toString());
    }
    return copy;
  }

  Answer by(Client client) {
    return client.send(
        method, target, body.getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new));
  }
}
