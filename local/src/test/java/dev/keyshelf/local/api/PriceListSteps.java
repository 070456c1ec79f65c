package dev.keyshelf.local.api;

import java.time.LocalDate;

/**
 * The price list of a customer, and requests that change it. Each cites the list's revision.
 *
 * @param customer the customer's path
 */
public record PriceListSteps(Client accountant, String customer) {
  /** The route that sets a version. */
  public static final String VERSIONS = "/v1/resale/price-lists/{priceListId}/versions";

  /** So many days ahead that the month is not issued before the removal. */
  private static final int AHEAD = 300;

  /** Returns the list's path. */
  public String list() {
    return "/v1/resale/price-lists/" + customer.substring(customer.lastIndexOf('/') + 1);
  }

  /** Returns the path of its versions. */
  public String versions() {
    return list() + "/versions";
  }

  /** Returns the body of a request that sets an empty version from today on, or removes one. */
  public String seen() {
    var revision = accountant.get(list()).expect(200).at("/revision");
    return "{\"expectedRevision\": %s}".formatted(revision);
  }

  /** Sets an empty version from today on. */
  public Answer set() {
    return accountant.post(versions(), seen());
  }

  /** Sets a version of a later month, and removes it. */
  public Answer remove() {
    return accountant.post(removal(), seen());
  }

  /** Sets a version of a later month, and returns the path of its removal. */
  public String removal() {
    var today = LocalDate.parse(set().expect(200).at("/validFrom"));
    var later = today.plusDays(AHEAD);
    var body = seen().replace("}", ", \"validFrom\": \"%s\"}".formatted(later));
    accountant.post(versions(), body).expect(200);
    return versions() + "/" + later + "/removal";
  }
}
