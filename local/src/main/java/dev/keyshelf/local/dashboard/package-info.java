/**
 * The dashboard of template.yaml, made from the functions, queues, tables and alarms of that file.
 */
@NullMarked
package dev.keyshelf.local.dashboard;

import org.jspecify.annotations.NullMarked;
