package dev.keyshelf.testkit.cloud;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says what a test needs its cloud to enforce. On a cloud that does not, the test is skipped, and
 * its report names the rule and why.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(EnforcementCondition.class)
public @interface NeedsEnforced {
  /** Gives what has to be enforced. */
  Enforced value();
}
