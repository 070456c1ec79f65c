package dev.keyshelf.domain.document;

/**
 * Why a document cannot be made.
 *
 * @param field the place of the missing value in the operator's files, such as {@code
 *     seller.electronicAddress} or {@code marketTaxes.DE}, or the member of the invoice that the
 *     format cannot hold, such as {@code currency}
 * @param reason what is wrong with it, without a full stop
 */
public record Lack(String field, String reason) {}
