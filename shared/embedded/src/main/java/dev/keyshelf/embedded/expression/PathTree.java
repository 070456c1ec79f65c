package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.expression.Node.Step;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The document paths of a projection or an update. Each path ends in a leaf that says what to do
 * there. No path is the beginning of another. At each place, all paths continue with a name or all
 * with an index.
 *
 * @param <T> the type of the leaves
 */
final class PathTree<T> {
  /** Changes a value. Null stands for a missing value, before the change and after it. */
  interface Change<T> {
    @Nullable Value apply(T leaf, @Nullable Value old);
  }

  private static final class Branch<T> {
    final Map<Step, Branch<T>> branches = new LinkedHashMap<>();
    final Path first;
    @Nullable T leaf;

    Branch(Path first) {
      this.first = first;
    }

    boolean goesOnBy(Class<? extends Step> type) {
      return type.isInstance(branches.keySet().iterator().next());
    }
  }

  private final Branch<T> root = new Branch<>(new Path(List.of()));
  private @Nullable String overlap;
  private @Nullable String conflict;

  /** Adds a path. {@link #check} reports whether it is compatible with the others. */
  void add(Path path, T leaf) {
    var branch = root;
    for (var step : path.steps()) {
      if (!branch.branches.isEmpty() && !branch.goesOnBy(step.getClass()) && conflict == null) {
        var other = branch.branches.values().iterator().next().first;
        conflict = message("conflict", other, path);
      }
      branch = branch.branches.computeIfAbsent(step, _ -> new Branch<>(path));
      if (branch.leaf != null) {
        break;
      }
    }
    if (overlap == null && (branch.leaf != null || !branch.branches.isEmpty())) {
      overlap = message("overlap", branch.first, path);
    }
    branch.leaf = leaf;
  }

  private static String message(String how, Path one, Path two) {
    return "Two document paths %s with each other; must remove or rewrite one of these paths;"
            .formatted(how)
        + " path one: %s, path two: %s".formatted(one, two);
  }

  /**
   * Checks the paths added.
   *
   * @throws Refusal if two overlap or conflict
   */
  void check(Kind kind) {
    var reason = overlap != null ? overlap : conflict;
    if (reason != null) {
      throw kind.refuse(reason);
    }
  }

  /** Returns the item's values at the paths. The chosen elements of a list keep their order. */
  Map<String, Value> project(Map<String, Value> item) {
    return projectMembers(root, item);
  }

  private Map<String, Value> projectMembers(Branch<T> branch, Map<String, Value> source) {
    var found = new LinkedHashMap<String, Value>();
    branch.branches.forEach(
        (step, next) -> {
          var value = projected(next, source.get(step.toString()));
          if (value != null) {
            found.put(step.toString(), value);
          }
        });
    return found;
  }

  private @Nullable Value projected(Branch<T> branch, @Nullable Value source) {
    if (source == null || branch.leaf != null) {
      return source;
    }
    if (source instanceof Value.M(var members) && branch.goesOnBy(Step.Field.class)) {
      var found = projectMembers(branch, members);
      return found.isEmpty() ? null : new Value.M(found);
    }
    if (source instanceof Value.L(var elements) && branch.goesOnBy(Step.Index.class)) {
      var found = new TreeMap<Integer, Value>();
      branch.branches.forEach(
          (step, next) -> {
            int at = ((Step.Index) step).at();
            var value = at < elements.size() ? projected(next, elements.get(at)) : null;
            if (value != null) {
              found.put(at, value);
            }
          });
      return found.isEmpty() ? null : new Value.L(List.copyOf(found.values()));
    }
    return null;
  }

  /**
   * Returns an item with the values at the paths changed. Indexes count in the lists as they were
   * before. A value that is put beyond the end of a list is appended to it.
   *
   * @throws Refusal if the item has no map or list where a path needs one
   */
  Map<String, Value> change(Map<String, Value> item, Change<T> change) {
    return changeMembers(root, item, change);
  }

  private Map<String, Value> changeMembers(
      Branch<T> branch, Map<String, Value> source, Change<T> change) {
    var result = new LinkedHashMap<>(source);
    branch.branches.forEach(
        (step, next) ->
            put(result, step.toString(), changed(next, source.get(step.toString()), change)));
    return result;
  }

  private @Nullable Value changed(Branch<T> branch, @Nullable Value source, Change<T> change) {
    if (branch.leaf != null) {
      return change.apply(branch.leaf, source);
    }
    if (source instanceof Value.M(var members) && branch.goesOnBy(Step.Field.class)) {
      return new Value.M(changeMembers(branch, members, change));
    }
    if (source instanceof Value.L(var elements) && branch.goesOnBy(Step.Index.class)) {
      var result = new TreeMap<Integer, Value>();
      for (int at = 0; at < elements.size(); at++) {
        result.put(at, elements.get(at));
      }
      branch.branches.forEach(
          (step, next) -> {
            int at = ((Step.Index) step).at();
            var old = at < elements.size() ? elements.get(at) : null;
            put(result, at, changed(next, old, change));
          });
      return new Value.L(List.copyOf(result.values()));
    }
    throw Refusal.validation(
        "The document path provided in the update expression is invalid for update");
  }

  private static <K> void put(Map<K, Value> values, K key, @Nullable Value value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }
}
