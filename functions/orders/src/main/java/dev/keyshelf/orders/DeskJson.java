package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.BoughtTitles;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.desk.Desk.Row;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.http.Json;
import java.time.Instant;

/** The rows of lists across customers in JSON: those of a customer's list, and whose they are. */
final class DeskJson {
  private DeskJson() {}

  static ObjectNode order(Row<Order> row) {
    return of(row, OrderJson.summary(row.found()));
  }

  static ObjectNode software(
      Row<Entitlement> row, int linksOpen, Instant now, BoughtTitles titles) {
    return of(row, SoftwareJson.row(row.found(), linksOpen, now, titles));
  }

  private static ObjectNode of(Row<?> row, ObjectNode json) {
    row.end().ifPresent(end -> json.put("endsAt", end.toString()));
    json.set("customer", customer(row.customer()));
    return json;
  }

  private static ObjectNode customer(Customer customer) {
    return Json.object()
        .put("customerId", customer.id().value())
        .put("companyName", customer.companyName())
        .put("domain", customer.domain().ascii());
  }
}
