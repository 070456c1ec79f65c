/** The rules of the business. Pure Java: no AWS, no JSON, no logging, no clock, no environment. */
@NullMarked
package dev.keyshelf.domain;

import org.jspecify.annotations.NullMarked;
