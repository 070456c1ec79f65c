package dev.keyshelf.testkit.cloud;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names a rule that a test needs its cloud to enforce. On other clouds the test is skipped, and its
 * report has the rule and the reason.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(EnforcementCondition.class)
public @interface NeedsEnforced {
  /** Returns the rule. */
  Enforced value();
}
