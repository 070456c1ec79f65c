package dev.keyshelf.customers;

import dev.keyshelf.api.Paging.Positions;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Text;
import java.util.List;
import java.util.Optional;

/** Which customers a query asks for. */
sealed interface CustomerSearch {
  /** All of the partner's, page by page. */
  record All() implements CustomerSearch {}

  /** Those whose name begins so, page by page. */
  record ByName(FoldedName prefix) implements CustomerSearch {
    /** Where such a page ends: the customer's id comes first, since ids are of one length. */
    Positions<PlaceByName> positions() {
      return new Positions<>(place -> place.customer() + place.name().text(), this::place);
    }

    private Optional<PlaceByName> place(String text) {
      if (text.length() <= ID_LENGTH) {
        return Optional.empty();
      }
      var name = FoldedName.parse(text.substring(ID_LENGTH));
      return CustomerId.parse(text.substring(0, ID_LENGTH))
          .flatMap(id -> name.map(folded -> new PlaceByName(folded, id)))
          .filter(place -> place.name().startsWith(prefix));
    }
  }

  /** The one with a domain. */
  record ByDomain(Domain domain) implements CustomerSearch {}

  /** The one with a tenant GUID. */
  record ByTenant(TenantId tenant) implements CustomerSearch {}

  int ID_LENGTH = 26;

  /**
   * Reads the query, but for its page.
   *
   * @return what is asked for; all where what was written cannot be, which is a fault then
   */
  static CustomerSearch of(Parameters parameters) {
    var domain = parameters.parsed("domain", "a domain name", Domain::parse);
    var tenant = parameters.parsed("tenantId", "a GUID", TenantId::parse);
    var prefix =
        parameters.parsed("namePrefix", "what a name can begin with", CustomerSearch::folded);
    if (parameters.has("domain")) {
      refuseBeside("domain", List.of("tenantId", "namePrefix", "limit", "cursor"), parameters);
    } else if (parameters.has("tenantId")) {
      refuseBeside("tenantId", List.of("namePrefix", "limit", "cursor"), parameters);
    }
    return domain
        .<CustomerSearch>map(ByDomain::new)
        .or(() -> tenant.map(ByTenant::new))
        .or(() -> prefix.map(ByName::new))
        .orElseGet(All::new);
  }

  private static void refuseBeside(String one, List<String> others, Parameters parameters) {
    for (var other : others) {
      if (parameters.has(other)) {
        parameters.fault(Fault.ofParameter(other, "cannot be asked together with " + one));
      }
    }
  }

  private static Optional<FoldedName> folded(String text) {
    return Text.canonical(text)
        .filter(name -> !name.isBlank() && name.length() <= Customer.LONGEST_NAME)
        .map(FoldedName::of);
  }
}
