package dev.keyshelf.domain.activity;

import java.util.Optional;
import java.util.Set;

/** Who did something. */
public sealed interface Actor {
  /**
   * Returns the name that the log shows: a user's name, a link holder's address, an operator's
   * principal or stated name, a schedule's function.
   */
  String name();

  /**
   * A user of a partner, known from a verified token.
   *
   * @param name the token's subject
   * @param displayName the name that people know the user by, if the token has one
   * @param application the application that the token was issued to, if the token says so
   * @param sourceIp the address that the request came from, if it is known
   * @param userAgent the {@code User-Agent} of the client, if it sent one
   */
  record User(
      String name,
      Set<String> roles,
      Optional<String> displayName,
      Optional<String> application,
      Optional<String> sourceIp,
      Optional<String> userAgent)
      implements Actor {
    /** Copies the roles. */
    public User {
      roles = Set.copyOf(roles);
    }

    /** Creates a user of whom only the name and the roles are known. */
    public User(String name, Set<String> roles) {
      this(name, roles, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns this user with the name and the roles only. */
    public User alone() {
      return new User(name, roles);
    }
  }

  /** The person or program that uses a download link, known by address and user agent only. */
  record LinkHolder(String sourceIp, String userAgent) implements Actor {
    @Override
    public String name() {
      return sourceIp;
    }
  }

  /** The operator who uploaded a file to the bucket, known to AWS by a principal. */
  record Operator(String principal, String sourceIp) implements Actor {
    @Override
    public String name() {
      return principal;
    }
  }

  /**
   * An operator who invokes a function or calls one of the operators' routes. In the first case AWS
   * authorises the call and the operator states the name; in the second the name is the token's.
   */
  record SupportOperator(String name) implements Actor {}

  /**
   * A schedule that does what is due, and not because somebody asked for it.
   *
   * @param name the function that it starts
   */
  record Schedule(String name) implements Actor {}
}
