package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ProjectionExpression with the names of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">Projection
 *     expressions</a>
 */
public final class Projection {
  private final PathTree<Path> tree = new PathTree<>();
  private final Names names;

  private Projection(List<Path> paths) {
    paths.forEach(path -> tree.add(path, path));
    names = Names.of(paths);
  }

  static Projection of(List<Path> parsed, Placeholders placeholders) {
    var projection =
        new Projection(
            parsed.stream().map(path -> placeholders.bind(Kind.PROJECTION, path)).toList());
    projection.tree.check(Kind.PROJECTION);
    return projection;
  }

  /**
   * Returns the item's values at the paths. Members stay within their maps and elements within
   * their lists. The chosen elements of a list keep their order, without gaps.
   */
  public Map<String, Value> of(Map<String, Value> item) {
    return tree.project(item);
  }

  /** Returns the top-level attributes that are projected as a whole or in part. */
  public Set<String> topLevelNames() {
    return names.all();
  }

  /** Returns the top-level attributes of which a member or an element is projected. */
  public Set<String> nestedNames() {
    return names.nested();
  }
}
