/**
 * Signed tokens: their signatures, their issuers' keys, and the claims that say for whom they are.
 */
@NullMarked
package dev.keyshelf.http.jwt;

import org.jspecify.annotations.NullMarked;
