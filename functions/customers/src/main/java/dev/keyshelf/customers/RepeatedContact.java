package dev.keyshelf.customers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.http.Json;
import java.util.Optional;

/**
 * Leaves contacts, also that of the billing details, out of a repeated answer once the customer
 * does not have them any more. Stored answers outlive the erasure of a contact by a day.
 */
final class RepeatedContact {
  private static final String CONTACT = "contact";

  private final Customers customers;

  RepeatedContact(Customers customers) {
    this.customers = customers;
  }

  /** Returns what a command told, without contacts that are gone. */
  <R> Told<StoredAnswer, R> checked(PartnerId partner, Told<StoredAnswer, R> told) {
    return told instanceof Told.Done<StoredAnswer, R>(var answer, var repeated) && repeated
        ? new Told.Done<>(checked(partner, answer), true)
        : told;
  }

  private StoredAnswer checked(PartnerId partner, StoredAnswer answer) {
    var body = read(answer);
    if (!body.has(CONTACT) && !body.path(BillingFields.BILLING).has(BillingJson.CONTACT)) {
      return answer;
    }
    var now = customers.find(partner, new CustomerId(body.path("customerId").asText()));
    keep(body, CONTACT, now.flatMap(Customer::contact).map(ContactFields::json));
    if (body.get(BillingFields.BILLING) instanceof ObjectNode billing) {
      keep(
          billing,
          BillingJson.CONTACT,
          now.flatMap(Customer::billing)
              .flatMap(company -> company.party().contact())
              .map(BillingJson::contact));
    }
    return new StoredAnswer(answer.status(), answer.headers(), Json.write(body), answer.secret());
  }

  /** Removes a contact unless it is the same now. */
  private static void keep(ObjectNode json, String name, Optional<ObjectNode> now) {
    if (!Optional.<JsonNode>ofNullable(json.get(name)).equals(now)) {
      json.remove(name);
    }
  }

  private static ObjectNode read(StoredAnswer answer) {
    try {
      return (ObjectNode) Json.read(answer.body());
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("a stored answer is no JSON", malformed);
    }
  }
}
