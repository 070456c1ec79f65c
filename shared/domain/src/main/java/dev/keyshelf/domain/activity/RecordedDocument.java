package dev.keyshelf.domain.activity;

import java.time.YearMonth;
import java.util.Currency;

/**
 * A rendered invoice or credit note as its record names it, so that its file can be proven.
 *
 * @param number as it is printed
 * @param format the format of the file, such as {@code PDF}
 * @param sha256 of the file, in lower-case hexadecimal
 * @param bytes the size of the file
 * @param rendering the version of the program's rendering
 */
public record RecordedDocument(
    String number,
    YearMonth month,
    Currency currency,
    String format,
    String sha256,
    long bytes,
    int rendering) {}
