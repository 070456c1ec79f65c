/** The fixture of handlers' tests. */
@NullMarked
package dev.keyshelf.testkit.handler;

import org.jspecify.annotations.NullMarked;
