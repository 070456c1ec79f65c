/** Schedule expressions, their next instants, and the schedules that invoke functions. */
@NullMarked
package dev.keyshelf.local.schedule;

import org.jspecify.annotations.NullMarked;
