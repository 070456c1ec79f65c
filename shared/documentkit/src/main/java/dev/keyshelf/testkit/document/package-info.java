/** What checks documents in tests. */
@NullMarked
package dev.keyshelf.testkit.document;

import org.jspecify.annotations.NullMarked;
