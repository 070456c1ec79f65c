package dev.keyshelf.http.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.http.AuthorizedIdentity;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The issuers whose tokens are accepted, and the audiences that they must have. */
public final class TrustedIssuers {
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private final List<Trust> trusted;
  private final Map<String, IssuerKeys> keys = new LinkedHashMap<>();

  /**
   * One audience of one issuer.
   *
   * @param issuer {@code iss}, compared character by character
   * @param kind {@link AuthorizedIdentity#PARTNER} or {@link AuthorizedIdentity#OPERATOR}
   */
  public record Trust(String issuer, String audience, String kind) {}

  /**
   * What the checks of a token found.
   *
   * @param kind for whom the token is; empty if for nobody
   * @param expiresAt empty if the token has no expiry
   * @param faults why it is refused, in words; empty if it is accepted
   */
  public record Checked(Optional<String> kind, Optional<Instant> expiresAt, List<String> faults) {
    /** Copies the faults. */
    public Checked {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Trusts these issuers.
   *
   * @param keysOf returns the keys of an issuer, which is asked once for each
   */
  public TrustedIssuers(List<Trust> trusted, Function<String, IssuerKeys> keysOf) {
    this.trusted = List.copyOf(trusted);
    trusted.forEach(trust -> keys.computeIfAbsent(trust.issuer(), keysOf));
  }

  /**
   * Returns the trust that a function's environment variables name.
   *
   * @throws IllegalArgumentException if {@code KEYSHELF_FURTHER_ISSUERS} is no list of pairs
   */
  public static List<Trust> in(Map<String, String> variables) {
    var issuer = variables.getOrDefault("KEYSHELF_TOKEN_ISSUER", "");
    var operators = variables.getOrDefault("KEYSHELF_OPERATOR_ISSUER", "");
    var trusted = new ArrayList<Trust>();
    trusted.add(
        new Trust(
            issuer,
            variables.getOrDefault("KEYSHELF_TOKEN_AUDIENCE", ""),
            AuthorizedIdentity.PARTNER));
    trusted.add(
        new Trust(
            operators.isBlank() ? issuer : operators,
            variables.getOrDefault("KEYSHELF_OPERATOR_AUDIENCE", ""),
            AuthorizedIdentity.OPERATOR));
    trusted.addAll(further(variables.getOrDefault("KEYSHELF_FURTHER_ISSUERS", "")));
    trusted.removeIf(trust -> trust.issuer().isBlank() || trust.audience().isBlank());
    return trusted;
  }

  private static List<Trust> further(String pairs) {
    var words = pairs.isBlank() ? new String[0] : pairs.strip().split(" +");
    if (words.length % 2 != 0) {
      throw new IllegalArgumentException(
          "FurtherIssuers must be pairs of an issuer and an audience, with blanks between them, was"
              + " '%s'".formatted(pairs));
    }
    var trusted = new ArrayList<Trust>();
    for (int i = 0; i < words.length; i += 2) {
      trusted.add(new Trust(words[i], words[i + 1], AuthorizedIdentity.PARTNER));
    }
    return trusted;
  }

  /**
   * Checks who issued a token, for whom, and when it is valid. Each time has the exact second as
   * its boundary: a token is valid from {@code nbf} and {@code iat} (inclusive) to {@code exp}
   * (exclusive).
   */
  public Checked check(JsonNode claims, Instant now) {
    var faults = new ArrayList<String>();
    var kind = kind(claims, faults);
    var expiresAt = time(claims, "exp");
    if (expiresAt.isEmpty()) {
      faults.add("the token has no expiry (exp)");
    }
    expiresAt
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> faults.add("the token has expired at %s".formatted(end)));
    time(claims, "nbf")
        .filter(begin -> begin.isAfter(now))
        .ifPresent(begin -> faults.add("the token is not valid before %s (nbf)".formatted(begin)));
    time(claims, "iat")
        .filter(begin -> begin.isAfter(now))
        .ifPresent(
            begin ->
                faults.add("the token was issued in the future, at %s (iat)".formatted(begin)));
    return new Checked(kind, expiresAt, faults);
  }

  private Optional<String> kind(JsonNode claims, List<String> faults) {
    var issuer = claims.path("iss").asText();
    if (!keys.containsKey(issuer)) {
      faults.add("the issuer (iss) is '%s', not %s".formatted(issuer, said(keys.keySet())));
      return Optional.empty();
    }
    var audiences = audiences(claims);
    var kinds = new TreeSet<String>();
    var wanted = new TreeSet<String>();
    for (var trust : trusted) {
      if (trust.issuer().equals(issuer)) {
        wanted.add(trust.audience());
        if (audiences.contains(trust.audience())) {
          kinds.add(trust.kind());
        }
      }
    }
    if (kinds.isEmpty()) {
      faults.add("the audience (aud) is %s, not %s".formatted(said(audiences), said(wanted)));
    }
    if (kinds.size() > 1) {
      faults.add("the token is for partners' users and for operators (aud)");
      return Optional.empty();
    }
    return kinds.stream().findFirst();
  }

  /** Returns the audiences. {@code client_id} counts only in an access token without any. */
  private static List<String> audiences(JsonNode claims) {
    var audiences = new ArrayList<String>();
    var claim = claims.path("aud");
    if (claim.isTextual()) {
      audiences.add(claim.textValue());
    }
    claim.forEach(each -> audiences.add(each.asText()));
    if (audiences.isEmpty() && claims.path("token_use").asText().equals("access")) {
      audiences.add(claims.path("client_id").asText());
    }
    return audiences;
  }

  private static String said(Iterable<String> texts) {
    var said = String.join("' or '", texts);
    return said.isEmpty() ? "absent" : "'" + said + "'";
  }

  private static Optional<Instant> time(JsonNode claims, String name) {
    return Optional.of(claims.path(name))
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .map(
            seconds ->
                Instant.ofEpochSecond(seconds.min(LAST_SECOND).max(BigDecimal.ZERO).longValue()));
  }

  /**
   * Verifies a token's signature by the keys of its issuer.
   *
   * @return why it is refused, in words; empty if the signature is the issuer's
   * @throws IOException if the issuer's keys cannot be read
   */
  public Optional<String> signatureFault(SignedToken token, Instant now) throws IOException {
    var algorithm = SignatureAlgorithm.named(token.algorithm());
    if (algorithm.isEmpty()) {
      return Optional.of(
          "the signature's algorithm (alg) '%s' is not accepted".formatted(token.algorithm()));
    }
    var issuer = keys.get(token.claims().path("iss").asText());
    if (issuer == null) {
      return Optional.of("the signature is of another issuer");
    }
    var key = issuer.find(token.keyId(), algorithm.get(), now);
    if (key.isEmpty()) {
      return Optional.of(
          "the issuer has no key '%s' (kid) for %s".formatted(token.keyId(), algorithm.get()));
    }
    return algorithm.get().verifies(key.get(), token.signed(), token.signature())
        ? Optional.empty()
        : Optional.of("the signature is not the issuer's");
  }
}
