/** What can be bought: products, SKUs, offers, artifacts and the dated program terms. */
@NullMarked
package dev.keyshelf.domain.catalog;

import org.jspecify.annotations.NullMarked;
