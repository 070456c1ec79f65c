package dev.keyshelf.customers;

import dev.keyshelf.api.Positions;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Text;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Which customers a query asks for. */
sealed interface CustomerSearch {
  /** All of the partner's, page by page. */
  record All() implements CustomerSearch {}

  /** Those whose name begins so, page by page. */
  record ByName(FoldedName prefix) implements CustomerSearch {
    /** Where such a page ends: the customer's id comes first, since ids are of one length. */
    Positions<PlaceByName> positions() {
      return Positions.of(
          place -> place.customer() + place.name().text(),
          ByName::place,
          place -> place.name().startsWith(prefix) && Positions.isTimely(place.customer().value()));
    }

    private static Optional<PlaceByName> place(String text) {
      if (text.length() <= ID_LENGTH) {
        return Optional.empty();
      }
      var name = FoldedName.parse(text.substring(ID_LENGTH));
      return CustomerId.parse(text.substring(0, ID_LENGTH))
          .flatMap(id -> name.map(folded -> new PlaceByName(folded, id)));
    }
  }

  /** The one with a domain. */
  record ByDomain(Domain domain) implements CustomerSearch {}

  /** The one with a tenant GUID. */
  record ByTenant(TenantId tenant) implements CustomerSearch {}

  String DOMAIN = "domain";
  String TENANT = "tenantId";
  String PREFIX = "namePrefix";
  int ID_LENGTH = 26;

  /** Reads the query, but for its page; one that asks for two things at once is refused. */
  static CustomerSearch of(Parameters parameters) {
    if (parameters.has(DOMAIN)) {
      var domain = parameters.parsed(DOMAIN, "a domain name", Domain::parse);
      return alone(parameters, DOMAIN, domain.map(ByDomain::new), TENANT, PREFIX);
    }
    if (parameters.has(TENANT)) {
      var tenant = parameters.parsed(TENANT, "a GUID", TenantId::parse);
      return alone(parameters, TENANT, tenant.map(ByTenant::new), PREFIX);
    }
    return parameters
        .parsed(PREFIX, "what a name can begin with", CustomerSearch::folded)
        .<CustomerSearch>map(ByName::new)
        .orElseGet(All::new);
  }

  private static CustomerSearch alone(
      Parameters parameters,
      String name,
      Optional<? extends CustomerSearch> search,
      String... others) {
    Stream.concat(Arrays.stream(others), Stream.of("limit", "cursor"))
        .filter(parameters::has)
        .forEach(
            other ->
                parameters.fault(
                    Fault.ofParameter(other, "cannot be asked together with " + name)));
    parameters.done();
    return search.orElseThrow();
  }

  private static Optional<FoldedName> folded(String text) {
    return Text.canonical(text)
        .filter(name -> !name.isBlank() && Text.length(name) <= Customer.LONGEST_NAME)
        .map(FoldedName::of);
  }
}
