package dev.keyshelf.api;

import dev.keyshelf.http.Caller;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user of a partner may be. A name that is none of these is ignored. */
public enum Role {
  ADMIN_AGENT("AdminAgent"),
  GLOBAL_ADMIN("GlobalAdmin"),
  ACCOUNT_ADMIN("AccountAdmin"),
  REFERRAL_ADMIN("ReferralAdmin"),
  MARKETING_CONTENT_ADMIN("MarketingContentAdmin");

  private final String claim;

  Role(String claim) {
    this.claim = claim;
  }

  /** Gives the role's name in a token. */
  public String claim() {
    return claim;
  }

  /** Gives the roles that a caller has, unknown names left out. */
  static Set<Role> of(Caller caller) {
    return Arrays.stream(values())
        .filter(role -> caller.roles().contains(role.claim))
        .collect(Collectors.toUnmodifiableSet());
  }
}
