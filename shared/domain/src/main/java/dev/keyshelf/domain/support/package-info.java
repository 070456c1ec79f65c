/**
 * Support requests: what a partner asks for, what is said about it, and what an operator decides.
 */
@NullMarked
package dev.keyshelf.domain.support;

import org.jspecify.annotations.NullMarked;
