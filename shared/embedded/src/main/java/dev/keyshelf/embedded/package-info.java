/** The stores on one machine: the table store and S3Proxy, set up as template.yaml declares. */
@NullMarked
package dev.keyshelf.embedded;

import org.jspecify.annotations.NullMarked;
