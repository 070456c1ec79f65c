package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;

/**
 * A product of a program.
 *
 * @param cancellation what the product qualifies for, where the program's edition offers
 *     self-service
 */
public record Product(
    ProductId id, String program, String title, ProductKind kind, CancellationRoute cancellation) {}
