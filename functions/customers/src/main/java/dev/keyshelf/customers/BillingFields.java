package dev.keyshelf.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.customer.ChangeCustomer.BillingChange;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.VatNumbers;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the {@code billing} of a body, for a new customer or as a change. The fields and their
 * checks are those of a partner's {@code buyer}, as {@link PartyFields} reads them from files.
 */
final class BillingFields {
  /** The member of a customer. */
  static final String BILLING = "billing";

  private static final String LINES = "lines";
  private static final int LONGEST_LINE = 100;
  private static final String A_LINE =
      "1 to 100 characters, none of them hidden or changing the text direction";
  private static final int LONGEST_POSTAL_CODE = 20;
  private static final int LONGEST_NUMBER = 50;
  private static final int LONGEST_NOTE = 500;
  private static final int LONGEST_TAG = 20;
  private static final String LANGUAGES = "a language: en, zh-Hans, zh-Hant, ko or ru";

  private BillingFields() {}

  /** Reads the billing details of a new customer. They are incomplete if the body has a fault. */
  static Optional<Buyer> read(Body body) {
    return body.optionalObject(BILLING).flatMap(BillingFields::buyer);
  }

  /** Reads a change. The details that it leads to are checked when it is applied. */
  static Patch<BillingChange> readChange(Body body) {
    return body.isNull(BILLING)
        ? new Patch.Removed<>()
        : Patch.givenOrKept(body.optionalTree(BILLING).map(BillingFields::change));
  }

  private static BillingChange change(ObjectNode patch) {
    return before -> {
      var old = before.map(BillingJson::company).orElseGet(Json::object);
      var merged = Body.at("/" + BILLING, Json.merged(old, patch));
      var after = buyer(merged);
      merged.done();
      return after.orElseThrow();
    };
  }

  private static Optional<Buyer> buyer(Body company) {
    var party = party(company);
    var reference = company.optionalWords("reference", LONGEST_LINE);
    var terms = company.optionalObject("paymentTerms").map(BillingFields::terms);
    var language =
        company.optionalParsed("language", LONGEST_TAG, LANGUAGES, BillingFields::language);
    var pageSize = company.optionalOneOf("pageSize", PageSize.class);
    return party.map(
        known ->
            new Buyer(
                known,
                reference,
                terms,
                language.orElse(SpokenLanguage.ENGLISH),
                pageSize.orElse(PageSize.A4)));
  }

  private static Optional<Party> party(Body company) {
    var legalName = company.text("legalName", Party.LONGEST_NAME);
    var address = address(company.object("address"));
    var vatNumber =
        company
            .optionalText("vatNumber", LONGEST_NUMBER)
            .flatMap(number -> checked(company, "vatNumber", number, VatNumbers::checked));
    var registrationNumber = company.optionalText("registrationNumber", LONGEST_NUMBER);
    var electronicAddress =
        company.optionalObject("electronicAddress").flatMap(BillingFields::electronicAddress);
    var contact = company.optionalObject("contact").map(BillingFields::contact);
    return address
        .filter(_ -> !legalName.isEmpty())
        .map(
            known ->
                new Party(
                    legalName, known, vatNumber, registrationNumber, electronicAddress, contact));
  }

  private static Optional<PostalAddress> address(Body address) {
    var lines = lines(address);
    var city = address.text("city", LONGEST_LINE);
    var postalCode = address.optionalText("postalCode", LONGEST_POSTAL_CODE);
    var region = address.optionalText("region", LONGEST_LINE);
    var country = address.parsed("country", 2, CustomerJson.A_MARKET, Market::parse);
    return country
        .filter(_ -> !lines.isEmpty())
        .map(known -> new PostalAddress(lines, city, postalCode, region, known));
  }

  private static List<String> lines(Body address) {
    var lines =
        address.optionalParsedList(LINES, PostalAddress.MOST_LINES, A_LINE, BillingFields::line);
    if (lines.map(List::isEmpty).orElse(!address.has(LINES))) {
      address.fault(LINES, "must have 1 to %s lines".formatted(PostalAddress.MOST_LINES));
    }
    return lines.orElse(List.of());
  }

  private static Optional<String> line(String text) {
    return Text.canonical(text)
        .filter(line -> !line.isBlank() && Text.length(line) <= LONGEST_LINE);
  }

  private static Optional<ElectronicAddress> electronicAddress(Body address) {
    var scheme = address.text("scheme", LONGEST_NUMBER);
    var id = address.text("id", LONGEST_NUMBER);
    return checked(address, "id", id, text -> ElectronicAddress.checked(scheme, text));
  }

  private static PartyContact contact(Body contact) {
    return new PartyContact(
        contact.text("name", LONGEST_LINE),
        contact
            .optionalParsed(
                ContactFields.EMAIL,
                EmailAddress.LONGEST,
                "an e-mail address",
                ContactFields::email)
            .map(EmailAddress::toString),
        ContactFields.phone(contact).map(PhoneNumber::text));
  }

  private static Optional<SpokenLanguage> language(String tag) {
    return SpokenLanguage.ofTag(tag).filter(language -> language.tag().equals(tag));
  }

  private static PaymentTerms terms(Body terms) {
    return new PaymentTerms(
        terms.integer("days", 0, PaymentTerms.MOST_DAYS),
        terms.optionalWords("note", LONGEST_NOTE));
  }

  /** Checks a text, unless it has a fault already and is empty. */
  private static <T> Optional<T> checked(
      Body body, String name, String text, Function<String, T> check) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(check.apply(text));
    } catch (IllegalArgumentException refused) {
      body.fault(name, "is not valid: " + refused.getMessage());
      return Optional.empty();
    }
  }
}
