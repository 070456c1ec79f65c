/** Who calls the API: the tokens of partners' users and of operators. */
@NullMarked
package dev.keyshelf.customers.token;

import org.jspecify.annotations.NullMarked;
