package dev.keyshelf.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;

/** Customers in JSON. */
final class CustomerJson {
  /** What a market's text must be. */
  static final String A_MARKET = "a country of ISO 3166-1, such as US";

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
    customer.firstOrder().ifPresent(first -> json.put("firstOrderAt", first.at().toString()));
    return json.put("createdAt", customer.createdAt().toString());
  }

  static Answer created(Customer customer) {
    return Answer.created("/v1/customers/" + customer.id(), customer(customer));
  }
}
