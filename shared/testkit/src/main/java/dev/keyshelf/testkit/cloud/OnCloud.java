package dev.keyshelf.testkit.cloud;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a {@link CloudFixture} to each test that has such a parameter.
 *
 * <p>The cloud starts once for all tests, at the first one that asks. Each test method gets tables
 * and buckets of its own, so that tests never meet; a fixture asked for in {@code @BeforeAll} is
 * shared by the methods of that class.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(CloudExtension.class)
public @interface OnCloud {
  /**
   * The classpath resource of the template to create instead of {@code template.yaml} in the folder
   * that the system property {@code keyshelf.root} names, or, without it, in the nearest folder
   * upwards that has one.
   */
  String template() default "";
}
