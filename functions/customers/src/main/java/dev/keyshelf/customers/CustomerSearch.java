package dev.keyshelf.customers;

import dev.keyshelf.api.Positions;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.NameWords;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Text;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The customers that a query selects. */
sealed interface CustomerSearch {
  /** All of the partner's, page by page. */
  record All(Archived archived) implements CustomerSearch {}

  /** Those whose name begins with the prefix, page by page. */
  record ByName(FoldedName prefix, Archived archived) implements CustomerSearch {
    Positions<PlaceByName> positions() {
      return among(prefix);
    }
  }

  /** Those whose name has these words, page by page. */
  record ByWords(NameWords words, Archived archived) implements CustomerSearch {
    Positions<PlaceByName> positions() {
      return among(words.longest());
    }
  }

  /** Returns how cursors are written: the id first, because all ids have the same length. */
  private static Positions<PlaceByName> among(FoldedName prefix) {
    return Positions.of(
        place -> place.customer() + place.name().text(),
        CustomerSearch::place,
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

  /** The customer with a domain. */
  record ByDomain(Domain domain) implements CustomerSearch {}

  /** The customer with a tenant GUID. */
  record ByTenant(TenantId tenant) implements CustomerSearch {}

  String DOMAIN = "domain";
  String TENANT = "tenantId";
  String PREFIX = "namePrefix";
  String NAME = "name";
  String INCLUDE = "include";
  int ID_LENGTH = 26;

  /** Reads the query except its page. Refuses a query with two kinds of searches. */
  static CustomerSearch of(Parameters parameters) {
    if (parameters.has(DOMAIN)) {
      var domain = parameters.parsed(DOMAIN, "a domain name", Domain::parse);
      return alone(parameters, DOMAIN, domain.map(ByDomain::new), TENANT, PREFIX, NAME, INCLUDE);
    }
    if (parameters.has(TENANT)) {
      var tenant = parameters.parsed(TENANT, "a GUID", TenantId::parse);
      return alone(parameters, TENANT, tenant.map(ByTenant::new), PREFIX, NAME, INCLUDE);
    }
    var archived =
        parameters
            .parsed(INCLUDE, "archived", text -> Optional.of(text).filter("archived"::equals))
            .map(_ -> Archived.INCLUDED)
            .orElse(Archived.LEFT_OUT);
    var words = parameters.parsed(NAME, "one or more words of a name", CustomerSearch::words);
    if (words.isPresent() && parameters.has(PREFIX)) {
      parameters.fault(Fault.ofParameter(PREFIX, "cannot be asked together with " + NAME));
    }
    var prefix = parameters.parsed(PREFIX, "what a name can begin with", CustomerSearch::folded);
    return words
        .<CustomerSearch>map(each -> new ByWords(each, archived))
        .or(() -> prefix.map(each -> new ByName(each, archived)))
        .orElseGet(() -> new All(archived));
  }

  private static CustomerSearch alone(
      Parameters parameters,
      String name,
      Optional<? extends CustomerSearch> search,
      String... others) {
    Stream.concat(Arrays.stream(others), Stream.of("limit", "cursor"))
        .filter(parameters::has)
        .forEach(
            other -> parameters.fault(Fault.ofParameter(other, "cannot be combined with " + name)));
    parameters.done();
    return search.orElseThrow();
  }

  private static Optional<NameWords> words(String text) {
    return Text.canonical(text)
        .filter(name -> Text.length(name) <= Customer.LONGEST_NAME)
        .flatMap(NameWords::parse);
  }

  private static Optional<FoldedName> folded(String text) {
    return Text.canonical(text)
        .filter(name -> !name.isBlank() && Text.length(name) <= Customer.LONGEST_NAME)
        .map(FoldedName::of);
  }
}
