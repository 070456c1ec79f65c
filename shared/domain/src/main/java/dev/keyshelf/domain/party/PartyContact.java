package dev.keyshelf.domain.party;

import java.util.Optional;

/** The person or team of a party that answers questions about documents. */
public record PartyContact(String name, Optional<String> email, Optional<String> phone) {}
