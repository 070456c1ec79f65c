package dev.keyshelf.domain.activity;

import java.util.Optional;
import java.util.Set;

/** Who did something. */
public sealed interface Actor {
  /**
   * Gives what the log calls them: a user's name, a link holder's address, an operator's principal.
   */
  String name();

  /**
   * A user of a partner, known from a verified token.
   *
   * @param name the token's subject
   * @param displayName what people call the user, if the token says so
   * @param application which application the token was issued to, if the token says so
   * @param sourceIp the address that the request came from, if it is known
   * @param userAgent what the client calls itself, if it does
   */
  record User(
      String name,
      Set<String> roles,
      Optional<String> displayName,
      Optional<String> application,
      Optional<String> sourceIp,
      Optional<String> userAgent)
      implements Actor {
    /** Copies the roles in. */
    public User {
      roles = Set.copyOf(roles);
    }

    /** Knows a user's name and roles only. */
    public User(String name, Set<String> roles) {
      this(name, roles, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the user without the circumstances of the request. */
    public User alone() {
      return new User(name, roles);
    }
  }

  /** Whoever holds a download link: known by address and user agent only. */
  record LinkHolder(String sourceIp, String userAgent) implements Actor {
    @Override
    public String name() {
      return sourceIp;
    }
  }

  /** Whoever dropped a file into the bucket: an operator, known to the cloud by a principal. */
  record Operator(String principal, String sourceIp) implements Actor {
    @Override
    public String name() {
      return principal;
    }
  }

  /** An operator at the support desk: AWS let them in, and their name is what they say it is. */
  record SupportOperator(String name) implements Actor {}
}
