/** Orders: software bought on behalf of a customer. */
@NullMarked
package dev.keyshelf.domain.order;

import org.jspecify.annotations.NullMarked;
