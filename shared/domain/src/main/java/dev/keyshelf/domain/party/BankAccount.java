package dev.keyshelf.domain.party;

import java.util.Optional;

/**
 * The account that invoices are paid to.
 *
 * @param account an IBAN without blanks, or a national account number
 * @param bic the bank's code; empty if the account needs none
 * @param holder empty if it is the party itself
 */
public record BankAccount(
    String account, Optional<String> bic, String bank, Optional<String> holder) {}
