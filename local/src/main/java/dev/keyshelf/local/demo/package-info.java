/** The walk through the whole journey that the demo command shows. */
@NullMarked
package dev.keyshelf.local.demo;

import org.jspecify.annotations.NullMarked;
