/** The command line, one class per command. */
@NullMarked
package dev.keyshelf.local.commands;

import org.jspecify.annotations.NullMarked;
