package dev.keyshelf.local.identity;

import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.domain.partner.Partner;
import java.util.List;
import java.util.Optional;

/**
 * Whom a sign-in stands for: a user of a partner, or an operator.
 *
 * @param partner the user's partner; empty for an operator
 */
record Person(Optional<Company> partner, String user, List<String> roles) {
  Person {
    roles = List.copyOf(roles);
  }

  /**
   * A partner.
   *
   * @param name the partner's name for people
   */
  record Company(String id, String name) {}

  /** Returns a user of a partner. */
  static Person of(Partner partner, String user, List<String> roles) {
    var company = new Company(partner.id().value(), partner.name());
    return new Person(Optional.of(company), user, roles);
  }

  /** Returns an operator. */
  static Person operator(String user) {
    return new Person(Optional.empty(), user, List.of(OperatorRouteHandler.ROLE));
  }
}
