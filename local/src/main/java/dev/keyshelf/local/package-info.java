/**
 * The one-machine cloud: embedded stores, HTTP gateway, schedules and command line, all from
 * template.yaml.
 */
@NullMarked
package dev.keyshelf.local;

import org.jspecify.annotations.NullMarked;
