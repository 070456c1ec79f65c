/** The DynamoDB, S3 and KMS adapters behind the ports of the domain, and their wiring. */
@NullMarked
package dev.keyshelf.aws;

import org.jspecify.annotations.NullMarked;
