package dev.keyshelf.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.CustomerState;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** Customers in JSON. */
final class CustomerJson {
  /** The expected format of a market. */
  static final String A_MARKET = "a country of ISO 3166-1, such as US";

  static final int LONGEST_GUID = 36;
  static final int LONGEST_DOMAIN = 253;

  private CustomerJson() {}

  static ObjectNode customer(Customer customer) {
    var json =
        Json.object()
            .put("customerId", customer.id().value())
            .put("companyName", customer.companyName())
            .put("tenantId", customer.tenant().value())
            .put("domain", customer.domain().ascii())
            .put("market", customer.market().code());
    customer.contact().ifPresent(contact -> json.set("contact", ContactFields.json(contact)));
    customer
        .billing()
        .ifPresent(company -> json.set(BillingFields.BILLING, BillingJson.company(company)));
    customer.firstOrder().ifPresent(first -> json.put("firstOrderAt", first.at().toString()));
    json.put(
        "state", (customer.isArchived() ? CustomerState.ARCHIVED : CustomerState.ACTIVE).name());
    customer.archivedAt().ifPresent(at -> json.put("archivedAt", at.toString()));
    return json.put("createdAt", customer.createdAt().toString());
  }

  static Problem taken(Domain domain) {
    return Problem.of(ProblemCode.DOMAIN_TAKEN, "Another customer has the domain " + domain + ".");
  }

  static Problem taken(TenantId tenant) {
    return Problem.of(ProblemCode.TENANT_TAKEN, "Another customer has the tenant " + tenant + ".");
  }

  static Answer created(Customer customer) {
    return Answer.created("/v1/customers/" + customer.id(), customer(customer));
  }
}
