/**
 * The one-machine cloud: embedded stores, HTTP gateway and schedules as template.yaml declares
 * them, and the command line.
 */
@NullMarked
package dev.keyshelf.local;

import org.jspecify.annotations.NullMarked;
