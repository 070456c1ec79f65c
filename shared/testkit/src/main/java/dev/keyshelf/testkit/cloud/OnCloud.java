package dev.keyshelf.testkit.cloud;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Provides a {@link CloudFixture} to each test that has such a parameter.
 *
 * <p>The cloud starts once for all tests, at the first one that asks for it. Each test method gets
 * its own tables and buckets, so that tests do not affect each other. The methods of a class share
 * a fixture that {@code @BeforeAll} asks for.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(CloudExtension.class)
public @interface OnCloud {
  /**
   * Returns the classpath resource of the template to create. The default is {@code template.yaml}
   * in the folder that the system property {@code keyshelf.root} names or, without the property, in
   * the nearest parent folder that has one.
   */
  String template() default "";
}
