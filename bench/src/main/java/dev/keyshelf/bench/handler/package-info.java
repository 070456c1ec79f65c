/** Handlers without their store, measured by JMH. */
@NullMarked
package dev.keyshelf.bench.handler;

import org.jspecify.annotations.NullMarked;
