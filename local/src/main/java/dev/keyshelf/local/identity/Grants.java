package dev.keyshelf.local.identity;

import dev.keyshelf.http.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins under way, codes, refresh tokens and sessions of the development issuer, in memory.
 * Codes and tokens are kept as hashes.
 */
final class Grants {
  /** How long a sign-in page can be submitted. */
  static final Duration FORM_LIFETIME = Duration.ofMinutes(10);

  /** How long a code can be redeemed. */
  static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

  /**
   * How long a replaced refresh token is taken again, if the answer with its successor was lost.
   */
  static final Duration REFRESH_GRACE = Duration.ofSeconds(60);

  /** How long a session's tokens can be renewed. */
  static final Duration SESSION_LIFETIME = DevelopmentIssuer.TOKEN_LIFETIME;

  /** The most entries of each kind. The oldest is dropped for a new one. */
  private static final int MOST = 10_000;

  private static final int SECRET_BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Form> forms = bounded();
  private final Map<String, Code> codes = bounded();
  private final Map<String, Refresh> refreshes = bounded();
  private final Map<String, Session> sessions = bounded();

  private record Form(AuthorizeRequest request, Instant expiresAt) {}

  /**
   * A code.
   *
   * @param session the id of the session that it gave; null if it was not redeemed
   */
  private record Code(
      AuthorizeRequest request,
      Person person,
      Instant expiresAt,
      boolean isUsed,
      @Nullable String session) {
    Code used(@Nullable String by) {
      return new Code(request, person, expiresAt, true, by);
    }
  }

  /**
   * A refresh token.
   *
   * @param replaced null until it is used
   */
  private record Refresh(String session, @Nullable Replaced replaced) {}

  /**
   * The first use of a refresh token.
   *
   * @param successor the hash of the token that replaces it
   */
  private record Replaced(Instant at, String successor) {}

  /**
   * The session whose tokens a client gets.
   *
   * @param refreshToken the next refresh token; empty if the client did not ask for one
   */
  record Granted(Session session, Optional<String> refreshToken) {}

  Grants(Clock clock) {
    this.clock = clock;
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Remembers a request while its page is open. Returns the secret that its form must carry. */
  synchronized String open(AuthorizeRequest request) {
    var secret = secret();
    forms.put(hash(secret), new Form(request, clock.instant().plus(FORM_LIFETIME)));
    return secret;
  }

  /** Returns the request of an open page, once. */
  synchronized Optional<AuthorizeRequest> close(String form) {
    return Optional.ofNullable(forms.remove(hash(form)))
        .filter(open -> clock.instant().isBefore(open.expiresAt()))
        .map(Form::request);
  }

  /** Returns a code with which the request's client gets the person's tokens. */
  synchronized String code(AuthorizeRequest request, Person person) {
    var secret = secret();
    codes.put(
        hash(secret), new Code(request, person, clock.instant().plus(CODE_LIFETIME), false, null));
    return secret;
  }

  /**
   * Redeems a code. Any attempt uses it up, also a refused one. A second use ends the session that
   * the first one began.
   *
   * @return empty if the code is unknown, used or expired, or was not made for this client, this
   *     redirect URI and this verifier
   */
  synchronized Optional<Granted> redeem(
      String secret, String client, String redirect, String verifier) {
    var code = codes.get(hash(secret));
    if (code == null) {
      return Optional.empty();
    }
    if (code.isUsed()) {
      if (code.session() != null) {
        sessions.remove(code.session());
      }
      return Optional.empty();
    }
    var request = code.request();
    var now = clock.instant();
    if (!now.isBefore(code.expiresAt())
        || !request.client().id().equals(client)
        || !request.redirect().equals(redirect)
        || !request.challenge().equals(challengeOf(verifier))) {
      codes.put(hash(secret), code.used(null));
      return Optional.empty();
    }
    var session =
        new Session(
            secret(),
            client,
            code.person(),
            request.nonce(),
            request.scope(),
            now,
            now.plus(SESSION_LIFETIME));
    sessions.put(session.id(), session);
    codes.put(hash(secret), code.used(session.id()));
    return Optional.of(
        new Granted(
            session, request.isOffline() ? Optional.of(refreshOf(session)) : Optional.empty()));
  }

  /**
   * Renews a session by its refresh token, which is replaced. A client that lost the answer may use
   * the replaced token again, within {@link #REFRESH_GRACE} and before its successor is used, and
   * gets another successor. Any other use of a replaced token, or a use by another client, ends the
   * session.
   *
   * @return empty if the token is unknown, was replaced before or is another client's, or if its
   *     session has ended
   */
  synchronized Optional<Granted> renew(String token, String client) {
    var refresh = refreshes.get(hash(token));
    if (refresh == null) {
      return Optional.empty();
    }
    var session = sessions.get(refresh.session());
    var now = clock.instant();
    if (session == null || !now.isBefore(session.endsAt())) {
      return Optional.empty();
    }
    var replaced = refresh.replaced();
    if (!session.clientId().equals(client) || (replaced != null && !isAnswerLost(replaced, now))) {
      sessions.remove(session.id());
      return Optional.empty();
    }
    var next = refreshOf(session);
    if (replaced != null) {
      // The successor reached nobody. If it is used all the same, it was stolen.
      refreshes.put(
          replaced.successor(), new Refresh(session.id(), new Replaced(Instant.MIN, hash(next))));
    }
    refreshes.put(
        hash(token),
        new Refresh(
            session.id(), new Replaced(replaced == null ? now : replaced.at(), hash(next))));
    return Optional.of(new Granted(session, Optional.of(next)));
  }

  private boolean isAnswerLost(Replaced replaced, Instant now) {
    var successor = refreshes.get(replaced.successor());
    return successor != null
        && successor.replaced() == null
        && Duration.between(replaced.at(), now).compareTo(REFRESH_GRACE) < 0;
  }

  /** Ends a session: its tokens are not renewed. */
  synchronized void end(String session) {
    sessions.remove(session);
  }

  private String refreshOf(Session session) {
    var secret = secret();
    refreshes.put(hash(secret), new Refresh(session.id(), null));
    return secret;
  }

  private String secret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    return Hash.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static String challengeOf(String verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(HexFormat.of().parseHex(hash(verifier)));
  }
}
