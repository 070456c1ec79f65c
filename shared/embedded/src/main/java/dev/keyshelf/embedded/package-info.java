/** The stores on one machine: DynamoDB Local and S3Proxy with what template.yaml declares. */
@NullMarked
package dev.keyshelf.embedded;

import org.jspecify.annotations.NullMarked;
