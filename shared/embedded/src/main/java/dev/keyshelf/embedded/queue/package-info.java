/** FIFO queues by the rules of SQS, in memory. */
@NullMarked
package dev.keyshelf.embedded.queue;

import org.jspecify.annotations.NullMarked;
