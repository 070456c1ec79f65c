package dev.keyshelf.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that acts on, or observes, the whole JVM. Test classes run in parallel, so a test
 * class that uses such a class must be {@code @Isolated}. {@link ApartFromOthersTest} checks that.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProcessWide {}
