package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression. A parsed expression has placeholders in its paths and references. A
 * bound one has names and constants instead.
 */
sealed interface Node {
  /** Adds the document paths in this part to a list, from left to right. */
  default void addPathsTo(List<Path> paths) {
    switch (this) {
      case Path path -> paths.add(path);
      case Operation(_, var operands) -> {
        for (var operand : operands) {
          operand.addPathsTo(paths);
        }
      }
      case Reference _, Constant _ -> {}
    }
  }

  /** A step into an item, a map or a list. */
  sealed interface Step {
    /** An attribute, or a member of a map. */
    record Field(String name) implements Step {
      @Override
      public String toString() {
        return name;
      }
    }

    /** An element of a list, counted from 0. */
    record Index(int at) implements Step {
      @Override
      public String toString() {
        return "[" + at + "]";
      }
    }
  }

  /** A document path. Its first step is a field. */
  record Path(List<Step> steps) implements Node {
    public Path {
      steps = List.copyOf(steps);
    }

    /** Returns the name of the attribute with which the path begins. */
    String head() {
      return steps.getFirst().toString();
    }

    /** Returns whether the path names a part of an attribute. */
    boolean isNested() {
      return steps.size() > 1;
    }

    /** Returns the item's value at the path, or null if it has none. */
    @Nullable Value in(Map<String, Value> item) {
      var found = item.get(head());
      for (var step : steps.subList(1, steps.size())) {
        if (step instanceof Step.Field(var name) && found instanceof Value.M(var members)) {
          found = members.get(name);
        } else if (step instanceof Step.Index(int at)
            && found instanceof Value.L(var elements)
            && at < elements.size()) {
          found = elements.get(at);
        } else {
          return null;
        }
      }
      return found;
    }

    /** Returns the path as the service shows it, such as {@code [a, [1], b]}. */
    @Override
    public String toString() {
      return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A placeholder of a value, such as {@code :v}. Only parsed expressions have references. */
  record Reference(String placeholder) implements Node {}

  /** A value. Only bound expressions have constants. */
  record Constant(Value value) implements Node {}

  /** An operator or function with its operands. */
  record Operation(ExpressionOperator operator, List<Node> operands) implements Node {
    public Operation {
      operands = List.copyOf(operands);
    }

    /** Returns an operand, counted from 0. */
    Node operand(int at) {
      return operands.get(at);
    }
  }
}
