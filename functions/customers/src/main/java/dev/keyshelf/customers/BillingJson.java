package dev.keyshelf.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.http.Json;
import java.util.Optional;

/** Billing details in JSON, as {@link BillingFields} reads them. */
final class BillingJson {
  /** The member of billing details that names a person. */
  static final String CONTACT = "contact";

  private BillingJson() {}

  static ObjectNode company(Buyer buyer) {
    var json = party(buyer.party());
    put(json, "reference", buyer.reference());
    buyer.terms().ifPresent(terms -> json.set("paymentTerms", terms(terms)));
    return json.put("language", buyer.language().tag()).put("pageSize", buyer.pageSize().name());
  }

  private static ObjectNode party(Party party) {
    var json = Json.object().put("legalName", party.legalName());
    json.set("address", address(party.address()));
    put(json, "vatNumber", party.vatNumber());
    put(json, "registrationNumber", party.registrationNumber());
    party
        .electronicAddress()
        .ifPresent(
            address ->
                json.putObject("electronicAddress")
                    .put("scheme", address.scheme())
                    .put("id", address.id()));
    party.contact().ifPresent(contact -> json.set(CONTACT, contact(contact)));
    return json;
  }

  static ObjectNode contact(PartyContact contact) {
    var json = Json.object().put("name", contact.name());
    put(json, "email", contact.email());
    put(json, "phone", contact.phone());
    return json;
  }

  private static ObjectNode address(PostalAddress address) {
    var json = Json.object();
    var lines = json.putArray("lines");
    address.lines().forEach(lines::add);
    json.put("city", address.city());
    put(json, "postalCode", address.postalCode());
    put(json, "region", address.region());
    return json.put("country", address.country().code());
  }

  private static ObjectNode terms(PaymentTerms terms) {
    var json = Json.object().put("days", terms.days());
    put(json, "note", terms.note());
    return json;
  }

  private static void put(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(text -> json.put(name, text));
  }
}
