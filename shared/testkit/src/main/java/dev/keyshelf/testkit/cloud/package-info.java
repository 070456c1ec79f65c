/** The clouds for tests, and the JUnit extension that gives each test its own stores. */
@NullMarked
package dev.keyshelf.testkit.cloud;

import org.jspecify.annotations.NullMarked;
