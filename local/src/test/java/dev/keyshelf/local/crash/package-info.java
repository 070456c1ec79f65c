/**
 * Tests of functions that die midway and of stores that fail: what clients see and what is stored.
 */
@NullMarked
package dev.keyshelf.local.crash;

import org.jspecify.annotations.NullMarked;
