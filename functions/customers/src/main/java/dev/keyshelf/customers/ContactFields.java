package dev.keyshelf.customers;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.keyshelf.domain.customer.ChangeCustomer.ContactChange;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.Patch;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.http.Body;
import java.util.Optional;

/** The {@code contact} of a body, on its own or as a change of the one that is there. */
final class ContactFields {
  private static final String CONTACT = "contact";
  private static final String NAME = "name";
  private static final String EMAIL = "email";
  private static final String PHONE = "phone";

  /** Mail's grammar, less what only ever comes from forged headers. */
  private static final EmailValidator MAIL =
      JMail.strictValidator().disallowQuotedIdentifiers().disallowObsoleteWhitespace();

  private ContactFields() {}

  /** What a body said; whole once the body was found to be without faults. */
  record Given(Optional<String> name, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
    Contact contact() {
      return new Contact(name.orElseThrow(), email.orElseThrow(), phone);
    }
  }

  static Optional<Given> read(Body body) {
    return body.optionalObject(CONTACT)
        .map(
            contact ->
                new Given(
                    Optional.of(contact.text(NAME, Contact.LONGEST_NAME)),
                    contact.parsed(
                        EMAIL, EmailAddress.LONGEST, "an e-mail address", ContactFields::email),
                    phone(contact)));
  }

  static Patch<ContactChange> readChange(Body body) {
    return body.isNull(CONTACT)
        ? new Patch.Removed<>()
        : Patch.givenOrKept(body.optionalObject(CONTACT).map(ContactFields::change));
  }

  private static ContactChange change(Body contact) {
    contact.cannotBeRemoved(NAME, EMAIL);
    var name = contact.optionalText(NAME, Contact.LONGEST_NAME);
    var email =
        contact.optionalParsed(
            EMAIL, EmailAddress.LONGEST, "an e-mail address", ContactFields::email);
    return new ContactChange(
        name,
        email,
        contact.isNull(PHONE) ? new Patch.Removed<>() : Patch.givenOrKept(phone(contact)));
  }

  private static Optional<PhoneNumber> phone(Body contact) {
    return contact.optionalParsed(PHONE, PhoneNumber.LONGEST, "a phone number", PhoneNumber::parse);
  }

  /** The library sees the canonical form, whose domain is ASCII in whatever script it came. */
  private static Optional<EmailAddress> email(String text) {
    return EmailAddress.parse(text).filter(address -> MAIL.isValid(address.toString()));
  }
}
