/** Stands in for Lambda's event source mappings of queues. */
@NullMarked
package dev.keyshelf.local.queue;

import org.jspecify.annotations.NullMarked;
