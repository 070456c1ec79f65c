package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The top-level attributes with which the paths of an expression begin.
 *
 * @param nested the attributes with a member or an element that a path names
 */
record Names(Set<String> all, Set<String> nested) {
  static Names of(List<Path> paths) {
    var all = new LinkedHashSet<String>();
    var nested = new LinkedHashSet<String>();
    paths.forEach(
        path -> {
          all.add(path.head());
          if (path.isNested()) {
            nested.add(path.head());
          }
        });
    return new Names(Collections.unmodifiableSet(all), Collections.unmodifiableSet(nested));
  }
}
