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
 * Leaves the contact out of a repeated answer once the customer does not have it any more. Stored
 * answers outlive the erasure of a contact by a day.
 */
final class RepeatedContact {
  private static final String CONTACT = "contact";

  private final Customers customers;

  RepeatedContact(Customers customers) {
    this.customers = customers;
  }

  /** Returns what a command told, without a contact that is gone. */
  <R> Told<StoredAnswer, R> checked(PartnerId partner, Told<StoredAnswer, R> told) {
    return told instanceof Told.Done<StoredAnswer, R>(var answer, var repeated) && repeated
        ? new Told.Done<>(checked(partner, answer), true)
        : told;
  }

  private StoredAnswer checked(PartnerId partner, StoredAnswer answer) {
    var body = read(answer);
    var contact = body.get(CONTACT);
    if (contact == null) {
      return answer;
    }
    Optional<JsonNode> now =
        customers
            .find(partner, new CustomerId(body.path("customerId").asText()))
            .flatMap(Customer::contact)
            .map(ContactFields::json);
    if (now.equals(Optional.of(contact))) {
      return answer;
    }
    body.remove(CONTACT);
    return new StoredAnswer(answer.status(), answer.headers(), Json.write(body), answer.secret());
  }

  private static ObjectNode read(StoredAnswer answer) {
    try {
      return (ObjectNode) Json.read(answer.body());
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("a stored answer is no JSON", malformed);
    }
  }
}
