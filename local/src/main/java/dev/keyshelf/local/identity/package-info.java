/**
 * The development issuer with its sign-in page, and the JWT authorizer that verifies its tokens.
 */
@NullMarked
package dev.keyshelf.local.identity;

import org.jspecify.annotations.NullMarked;
