/** What handlers' tests start from. */
@NullMarked
package dev.keyshelf.testkit.handler;

import org.jspecify.annotations.NullMarked;
