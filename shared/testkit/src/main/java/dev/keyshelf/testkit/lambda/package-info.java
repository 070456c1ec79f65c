/**
 * What {@code mvn package} leaves for Lambda, run as Lambda runs it, each function in a process.
 */
@NullMarked
package dev.keyshelf.testkit.lambda;

import org.jspecify.annotations.NullMarked;
