package dev.keyshelf.domain.order;

import dev.keyshelf.domain.entitlement.Purchase;

/** A line of an order: its number, from 1, and what it bought. */
public record OrderLine(int number, Purchase purchase) {}
