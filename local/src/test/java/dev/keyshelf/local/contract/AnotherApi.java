package dev.keyshelf.local.contract;

import dev.keyshelf.local.ProcessWide;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test class whose gateways serve a template other than the product's, so their answers are
 * not validated against the contract.
 */
@ProcessWide
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnotherApi {}
