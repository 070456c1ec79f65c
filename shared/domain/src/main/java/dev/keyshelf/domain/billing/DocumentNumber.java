package dev.keyshelf.domain.billing;

/**
 * The number of an invoice or credit note by the operator's {@link NumberScheme}.
 *
 * @param series the series, named as its numbers are printed, with <code>{number}</code> in place
 *     of the number
 * @param number counts the documents of the series, from 1 without gaps
 * @param text the number as it is printed; no other document of the issuer has it
 */
public record DocumentNumber(String series, long number, String text) {}
