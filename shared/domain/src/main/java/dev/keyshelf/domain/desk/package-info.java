/** What is looked for across the customers of a partner. */
@org.jspecify.annotations.NullMarked
package dev.keyshelf.domain.desk;
