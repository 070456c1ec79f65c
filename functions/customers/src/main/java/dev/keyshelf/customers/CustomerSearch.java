package dev.keyshelf.customers;

import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import dev.keyshelf.http.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which customers a query asks for. */
sealed interface CustomerSearch {
  /** All of the partner's, page by page. */
  record All() implements CustomerSearch {}

  /** Those whose name begins so, page by page. */
  record ByName(FoldedName prefix) implements CustomerSearch {
    /** Gives where the request's cursor says to go on; refuses one of another query. */
    Optional<PlaceByName> placeOf(Request request) {
      return Cursor.read(request, request.route(), NAME_PREFIX, prefix)
          .map(text -> place(text).orElseThrow(Cursor::invalid));
    }

    String cursor(Request request, PlaceByName next) {
      return Cursor.write(
          next.customer() + next.name().text(), request.route(), NAME_PREFIX, prefix);
    }

    /** The customer's id comes first, since ids are of one length. */
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

  String NAME_PREFIX = "namePrefix";
  String DOMAIN = "domain";
  String TENANT = "tenantId";
  String LIMIT = "limit";
  String CURSOR = "cursor";
  int ID_LENGTH = 26;

  /** Reads the query; one that asks for two things at once is refused. */
  static CustomerSearch of(Request request) {
    request.allowQuery(NAME_PREFIX, DOMAIN, TENANT, LIMIT, CURSOR);
    if (request.query().containsKey(DOMAIN)) {
      refuseBeside(request, DOMAIN, List.of(TENANT, NAME_PREFIX, LIMIT, CURSOR));
      return new ByDomain(parsed(request, DOMAIN, "a domain name", Domain::parse));
    }
    if (request.query().containsKey(TENANT)) {
      refuseBeside(request, TENANT, List.of(NAME_PREFIX, LIMIT, CURSOR));
      return new ByTenant(parsed(request, TENANT, "a GUID", TenantId::parse));
    }
    return request.query().containsKey(NAME_PREFIX)
        ? new ByName(
            parsed(request, NAME_PREFIX, "what a name can begin with", CustomerSearch::folded))
        : new All();
  }

  private static void refuseBeside(Request request, String one, List<String> others) {
    for (var other : others) {
      if (request.query().containsKey(other)) {
        throw refused(other, "cannot be asked together with " + one);
      }
    }
  }

  private static <T> T parsed(
      Request request, String name, String expected, Function<String, Optional<T>> parser) {
    return request
        .queryParameter(name)
        .flatMap(parser)
        .orElseThrow(() -> refused(name, "must be " + expected));
  }

  private static Optional<FoldedName> folded(String text) {
    return Text.canonical(text)
        .filter(name -> !name.isBlank() && name.length() <= Customer.LONGEST_NAME)
        .map(FoldedName::of);
  }

  private static ProblemException refused(String parameter, String detail) {
    return new ProblemException(
        Problem.of(ProblemCode.VALIDATION, "A parameter is not valid.")
            .with(Fault.ofParameter(parameter, detail)));
  }
}
