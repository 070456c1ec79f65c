/** Runs the zips that {@code mvn package} makes as Lambda does, each function in a process. */
@NullMarked
package dev.keyshelf.testkit.lambda;

import org.jspecify.annotations.NullMarked;
