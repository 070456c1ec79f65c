package dev.keyshelf.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;

/** Customers in JSON. */
final class CustomerJson {
  private CustomerJson() {}

  static ObjectNode customer(Customer customer) {
    return Json.object()
        .put("customerId", customer.id().value())
        .put("companyName", customer.companyName())
        .put("tenantId", customer.tenant().value())
        .put("domain", customer.domain().ascii())
        .put("market", customer.market().code())
        .put("createdAt", customer.createdAt().toString());
  }

  static Answer created(Customer customer) {
    return Answer.created("/v1/customers/" + customer.id(), customer(customer));
  }
}
