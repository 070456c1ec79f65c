package dev.keyshelf.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Acts on, or hears of, all that goes on in this JVM. Classes of tests run beside one another;
 * those that use such a thing are to be {@code @Isolated}, which {@link ApartFromOthersTest} holds
 * them to.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProcessWide {}
