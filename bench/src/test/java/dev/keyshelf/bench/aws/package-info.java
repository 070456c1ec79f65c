/** Runs the scripts of {@code bench/aws} with a stand-in for the AWS CLI. */
@NullMarked
package dev.keyshelf.bench.aws;

import org.jspecify.annotations.NullMarked;
