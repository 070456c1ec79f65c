/** Stands in for Lambda's event source mappings: hands the changes of tables to functions. */
@NullMarked
package dev.keyshelf.local.stream;

import org.jspecify.annotations.NullMarked;
