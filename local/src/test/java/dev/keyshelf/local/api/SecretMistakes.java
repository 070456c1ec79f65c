package dev.keyshelf.local.api;

import dev.keyshelf.local.api.Canaries.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Sends secrets in the wrong places: in each part of a request where a client might put one. */
final class SecretMistakes {
  private static final byte[] NOTHING = new byte[0];

  private final Client agent;
  private final Client nobody;
  private final Witness witness;

  SecretMistakes(Client agent, Client nobody, Witness witness) {
    this.agent = agent;
    this.nobody = nobody;
    this.witness = witness;
  }

  /** Makes all mistakes with the latest secret of each kind. */
  void make(List<String> routes, Canaries canaries) {
    for (var kind : Kind.values()) {
      var secret = canaries.all(kind).getLast();
      for (var route : routes) {
        inHeaders(kind, route, secret);
        inPathOrQuery(kind, route, secret);
        inBodies(kind, route, secret);
      }
    }
  }

  private void hears(String step, Client client, String method, String path, String... headers) {
    witness.hears(step, client.send(method, path, NOTHING, headers));
  }

  private void inHeaders(Kind kind, String route, String secret) {
    for (var header :
        List.of(
            "Accept",
            "Accept-Language",
            "If-None-Match",
            "Content-Type",
            "Idempotency-Key",
            "User-Agent",
            "Cookie",
            "Origin",
            "Range",
            "X-Request-Id",
            "X-Product-Key")) {
      for (var method : List.of("GET", "POST")) {
        hears(kind + " as " + header, agent, method, route, header, secret);
      }
    }
    for (var scheme : List.of("", "Basic ", "Bearer ", "Bearer x")) {
      hears(kind + " as credentials", nobody, "GET", route, "Authorization", scheme + secret + "x");
    }
  }

  private void inPathOrQuery(Kind kind, String route, String secret) {
    var coded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    for (var method : List.of("GET", "POST", "HEAD", "DELETE")) {
      var key = new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
      hears(kind + " at a path's end", agent, method, route + "/" + coded, key);
      hears(kind + " as an id", agent, method, "/v1/customers/" + coded + "/orders", key);
      hears(kind + " as a token", nobody, method, "/d/x" + coded, key);
      hears(kind + " as a download", nobody, method, "/d/" + "A".repeat(43) + "/" + coded, key);
      hears(kind + " as a query", agent, method, route + "?" + coded, key);
      for (var name : List.of("key", "limit", "cursor", "from", "market", "lines", "domain")) {
        hears(kind + " as " + name, agent, method, route + "?" + name + "=" + coded, key);
      }
    }
  }

  private void inBodies(Kind kind, String route, String secret) {
    for (var body :
        List.of(
            "%s",
            "{\"%s\"",
            "{\"%s\": 1}",
            "{\"key\": \"%s\"}",
            "{\"lines\": [{\"skuId\": \"%s\", \"quantity\": 1, \"%<s\": 1}]}",
            "{\"lastFive\": \"%s\", \"reasonCode\": \"%<s\", \"reason\": \"%<s\", \"%<s\": \"\"}",
            "{\"quoteId\": \"%s\", \"reasonCode\": \"OTHER\", \"acknowledged\": true}",
            "{\"version\": \"%s\", \"language\": \"%<s\", \"fileType\": \"%<s\"}",
            "{\"companyName\": \"A\", \"tenantId\": \"%s\", \"domain\": \"%<s\"}")) {
      var text = body.formatted(secret);
      witness.hears(kind + " in a body", agent.post(route, text));
      witness.hears(kind + " in a change", agent.patch(route, text));
      witness.hears(kind + " in both", agent.postOnce(route, text, cut(secret)));
    }
    var form = ("download=" + secret).getBytes(StandardCharsets.UTF_8);
    witness.hears(
        kind + " in a form",
        nobody.send(
            "POST",
            "/d/" + "A".repeat(43),
            form,
            "Content-Type",
            "application/x-www-form-urlencoded"));
  }

  /** Returns the last 255 characters, because an idempotency key may not be longer. */
  private static String cut(String secret) {
    return secret.substring(Math.max(0, secret.length() - 255));
  }
}
