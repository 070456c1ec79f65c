/** Support requests: what partners ask for, and what operators decide. */
@NullMarked
package dev.keyshelf.support;

import org.jspecify.annotations.NullMarked;
