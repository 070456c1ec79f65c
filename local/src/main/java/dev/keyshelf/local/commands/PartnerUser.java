package dev.keyshelf.local.commands;

import dev.keyshelf.api.Role;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.local.fault.UserFault;
import java.util.Arrays;
import java.util.List;

/** A user of a partner, as the options of a command describe it. */
record PartnerUser(PartnerId partner, String name, List<String> roles) {
  /** A token with another role would be refused by every route. */
  private static final List<String> KNOWN = Arrays.stream(Role.values()).map(Role::claim).toList();

  PartnerUser {
    roles = List.copyOf(roles);
  }

  /**
   * Returns the user that the options describe.
   *
   * @throws UserFault if the partner's id is malformed, the name is blank or a role is unknown
   */
  static PartnerUser of(String partner, String name, List<String> roles) {
    if (roles.stream().anyMatch(role -> role.isBlank() || role.contains(" "))) {
      throw new UserFault("a role must have no spaces; repeat --role for several roles");
    }
    for (var role : roles) {
      if (!KNOWN.contains(role)) {
        throw new UserFault("no role %s; choose one of: %s".formatted(role, KNOWN));
      }
    }
    if (name.isBlank()) {
      throw new UserFault("a user must have a name, was '%s'".formatted(name));
    }
    return PartnerId.parse(partner)
        .map(id -> new PartnerUser(id, name, roles))
        .orElseThrow(
            () ->
                new UserFault(
                    "a partner's id must be up to 64 letters, digits and hyphens, was '%s'"
                        .formatted(partner)));
  }
}
