package dev.keyshelf.local.contract;

import dev.keyshelf.local.ProcessWide;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of tests whose gateways serve another template than the product's: no contract is theirs.
 */
@ProcessWide
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnotherApi {}
