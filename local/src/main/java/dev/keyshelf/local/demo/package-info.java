/** The walk through a purchase that the demo command shows. */
@NullMarked
package dev.keyshelf.local.demo;

import org.jspecify.annotations.NullMarked;
