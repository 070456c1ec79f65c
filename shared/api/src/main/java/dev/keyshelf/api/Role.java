package dev.keyshelf.api;

import dev.keyshelf.http.Caller;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles of a partner's users. Other names in a token are ignored. */
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

  /** Returns the role's name in a token. */
  public String claim() {
    return claim;
  }

  /** Returns the roles of a caller, without unknown names. */
  static Set<Role> of(Caller caller) {
    return Arrays.stream(values())
        .filter(role -> caller.roles().contains(role.claim))
        .collect(Collectors.toUnmodifiableSet());
  }
}
