/** What libraries the one-machine cloud runs: their licences and their known vulnerabilities. */
@NullMarked
package dev.keyshelf.local.library;

import org.jspecify.annotations.NullMarked;
