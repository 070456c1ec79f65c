package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;

/**
 * What one order line adds to a ledger entry.
 *
 * @param line the number of the order's line, from 1
 * @param tax the part of the amount that is tax; zero where prices exclude it
 * @param terms the edition of the program's terms by which it was bought, and is credited
 * @param explanation the arithmetic, written out
 */
public record LedgerLine(
    int line,
    SkuId sku,
    String title,
    int quantity,
    Money amount,
    Money tax,
    String terms,
    String explanation) {}
