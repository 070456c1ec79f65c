package dev.keyshelf.domain.customer;

import java.util.Optional;

/** Whom to ask at a customer. */
public record Contact(String name, EmailAddress email, Optional<PhoneNumber> phone) {
  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 200;

  /** Refuses a name that is none, or of more than one line. */
  public Contact {
    if (!OneLine.is(name, LONGEST_NAME)) {
      throw new IllegalArgumentException("a contact has a name of one line");
    }
  }
}
