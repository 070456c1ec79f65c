package dev.keyshelf.domain.activity;

import java.util.Set;

/** Who did something. */
public sealed interface Actor {
  /**
   * Gives what the log calls them: a user's name, a link holder's address, an operator's principal.
   */
  String name();

  /** A user of a partner, known from a verified token. */
  record User(String name, Set<String> roles) implements Actor {
    /** Copies the roles in. */
    public User {
      roles = Set.copyOf(roles);
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
