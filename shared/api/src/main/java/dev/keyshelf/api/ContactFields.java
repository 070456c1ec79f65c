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
 * Reads and writes the fields of a contact. Only functions that read contacts include the library
 * that validates e-mail addresses.
 */
public final class ContactFields {
  /** The field of a contact's e-mail address. */
  public static final String EMAIL = "email";

  private static final String NAME = "name";
  private static final String PHONE = "phone";

  /** Validates addresses. It refuses syntax that occurs only in forged headers. */
  private static final EmailValidator MAIL =
      JMail.strictValidator().disallowQuotedIdentifiers().disallowObsoleteWhitespace();

  private ContactFields() {}

  /** The fields as a body gave them. They are complete if the body has no faults. */
  public record Given(
      Optional<String> name, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
    /**
     * Returns the contact. Call it only after {@link Body#done}.
     *
     * @throws java.util.NoSuchElementException if the name or the address is missing or malformed
     */
    public Contact contact() {
      return new Contact(name.orElseThrow(), email.orElseThrow(), phone);
    }
  }

  /** Reads a contact whose name and e-mail address are required. */
  public static Given read(Body contact) {
    return new Given(
        Optional.of(contact.text(NAME, Contact.LONGEST_NAME)),
        contact.parsed(EMAIL, EmailAddress.LONGEST, "an e-mail address", ContactFields::email),
        phone(contact));
  }

  /** Reads an optional phone number. */
  public static Optional<PhoneNumber> phone(Body contact) {
    return contact.optionalAsSent(PHONE, "a phone number", PhoneNumber::parse);
  }

  /**
   * Returns the parsed address, or an empty result if it is malformed. The library checks the
   * canonical form, whose domain is always ASCII.
   */
  public static Optional<EmailAddress> email(String text) {
    return EmailAddress.parse(text).filter(address -> MAIL.isValid(address.canonical()));
  }

  /** Returns a contact as a JSON object. */
  public static ObjectNode json(Contact contact) {
    var json = Json.object().put(NAME, contact.name()).put(EMAIL, contact.email().toString());
    contact.phone().ifPresent(phone -> json.put(PHONE, phone.text()));
    return json;
  }
}
