/** Deploys: whether published versions of functions answer before and while they take calls. */
@NullMarked
package dev.keyshelf.domain.deployment;

import org.jspecify.annotations.NullMarked;
