/** What every store behind the domain's ports must keep to; a store's tests extend these. */
@NullMarked
package dev.keyshelf.testkit.contract;

import org.jspecify.annotations.NullMarked;
