/** Who calls: the development issuer's tokens and the JWT authorizer that checks them. */
@NullMarked
package dev.keyshelf.local.identity;

import org.jspecify.annotations.NullMarked;
