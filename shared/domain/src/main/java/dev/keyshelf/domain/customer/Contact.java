package dev.keyshelf.domain.customer;

import java.util.Optional;

/** A person to contact at a customer. */
public record Contact(String name, EmailAddress email, Optional<PhoneNumber> phone) {
  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 200;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is blank, too long or has more than one line
   */
  public Contact {
    if (!OneLine.is(name, LONGEST_NAME)) {
      throw new IllegalArgumentException(
          "a contact's name must have 1 to 200 characters on one line");
    }
  }
}
