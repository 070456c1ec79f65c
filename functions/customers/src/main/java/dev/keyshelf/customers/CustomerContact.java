package dev.keyshelf.customers;

import dev.keyshelf.api.ContactFields;
import dev.keyshelf.api.ContactFields.Given;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.customer.ChangeCustomer.ContactChange;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.http.Body;
import java.util.Optional;

/**
 * Reads the {@code contact} of a body, for a new customer or as a change of an existing contact.
 */
final class CustomerContact {
  private static final String CONTACT = "contact";
  private static final String NAME = "name";
  private static final String PHONE = "phone";

  private CustomerContact() {}

  static Optional<Given> read(Body body) {
    return body.optionalObject(CONTACT).map(ContactFields::read);
  }

  static Patch<ContactChange> readChange(Body body) {
    return body.isNull(CONTACT)
        ? new Patch.Removed<>()
        : Patch.givenOrKept(body.optionalObject(CONTACT).map(CustomerContact::change));
  }

  private static ContactChange change(Body contact) {
    contact.cannotBeRemoved(NAME, ContactFields.EMAIL);
    var name = contact.optionalText(NAME, Contact.LONGEST_NAME);
    var email =
        contact.optionalParsed(
            ContactFields.EMAIL, EmailAddress.LONGEST, "an e-mail address", ContactFields::email);
    return new ContactChange(
        name,
        email,
        contact.isNull(PHONE)
            ? new Patch.Removed<>()
            : Patch.givenOrKept(ContactFields.phone(contact)));
  }
}
