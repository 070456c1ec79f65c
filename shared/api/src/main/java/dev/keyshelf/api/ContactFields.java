package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import java.util.Optional;

/**
 * The fields of a contact in a body and in an answer. Only the functions that read contacts carry
 * the library that knows mail's grammar.
 */
public final class ContactFields {
  /** A contact's e-mail address. */
  public static final String EMAIL = "email";

  private static final String NAME = "name";
  private static final String PHONE = "phone";

  /** Mail's grammar, less what only ever comes from forged headers. */
  private static final EmailValidator MAIL =
      JMail.strictValidator().disallowQuotedIdentifiers().disallowObsoleteWhitespace();

  private ContactFields() {}

  /** What a body said; whole once the body was found to be without faults. */
  public record Given(
      Optional<String> name, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
    /** Gives the contact; fails while the body has faults. */
    public Contact contact() {
      return new Contact(name.orElseThrow(), email.orElseThrow(), phone);
    }
  }

  /** Reads a contact that stands alone: a name and an address are needed. */
  public static Given read(Body contact) {
    return new Given(
        Optional.of(contact.text(NAME, Contact.LONGEST_NAME)),
        contact.parsed(EMAIL, EmailAddress.LONGEST, "an e-mail address", ContactFields::email),
        phone(contact));
  }

  /** Reads a phone number that may be absent. */
  public static Optional<PhoneNumber> phone(Body contact) {
    return contact.optionalAsSent(PHONE, "a phone number", PhoneNumber::parse);
  }

  /**
   * Returns the address that a text names. The library sees the canonical form, whose domain is
   * ASCII in whatever script it came.
   */
  public static Optional<EmailAddress> email(String text) {
    return EmailAddress.parse(text).filter(address -> MAIL.isValid(address.canonical()));
  }

  /** Writes a contact. */
  public static ObjectNode json(Contact contact) {
    var json = Json.object().put(NAME, contact.name()).put(EMAIL, contact.email().toString());
    contact.phone().ifPresent(phone -> json.put(PHONE, phone.text()));
    return json;
  }
}
