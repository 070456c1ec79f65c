/** The catalogue: products, SKUs, offers, artifacts and the dated terms of programs. */
@NullMarked
package dev.keyshelf.domain.catalog;

import org.jspecify.annotations.NullMarked;
