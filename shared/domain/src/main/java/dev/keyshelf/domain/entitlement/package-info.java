/** Entitlements: a customer's right to a product, and the single gate for its keys and links. */
@NullMarked
package dev.keyshelf.domain.entitlement;

import org.jspecify.annotations.NullMarked;
