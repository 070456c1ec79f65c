package dev.keyshelf.http;

import java.util.Set;

/** The names of Keyshelf's roles in tokens. A token can hold other names, which grant nothing. */
public final class RoleNames {
  /** The roles of partners' users. */
  public static final Set<String> OF_PARTNERS =
      Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");

  /** The role of operators. */
  public static final String OPERATOR = "Operator";

  private RoleNames() {}

  /** Tells whether a name is a role of partners' users or of operators. */
  public static boolean isKnown(String name) {
    return OF_PARTNERS.contains(name) || OPERATOR.equals(name);
  }
}
