package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Action.Section;
import dev.keyshelf.embedded.expression.Node.Constant;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Numbers;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An UpdateExpression with the names and values of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
public final class Update {
  private static final int MOST_DIGITS = 38;

  private final PathTree<Integer> tree = new PathTree<>();
  private final List<Action> actions;
  private final Names changed;
  private final Names named;

  private Update(List<Action> actions) {
    this.actions = actions;
    for (int at = 0; at < actions.size(); at++) {
      tree.add(actions.get(at).path(), at);
    }
    changed = Names.of(actions.stream().map(Action::path).toList());
    named = Names.of(paths(actions));
  }

  static Update of(List<Action> parsed, Placeholders placeholders) {
    // The service looks up all names before it looks up a value.
    paths(parsed).forEach(path -> placeholders.bind(Kind.UPDATE, path));
    var update = new Update(parsed.stream().map(action -> bind(action, placeholders)).toList());
    update.tree.check(Kind.UPDATE);
    update.actions.forEach(Update::requireOperandType);
    var rules = new OperandRules(Kind.UPDATE);
    update.actions.stream().flatMap(Action::nodes).forEach(rules::checkUpdate);
    return update;
  }

  private static List<Path> paths(List<Action> actions) {
    var paths = new ArrayList<Path>();
    actions.stream().flatMap(Action::nodes).forEach(node -> node.addPathsTo(paths));
    return paths;
  }

  private static Action bind(Action action, Placeholders placeholders) {
    var operand = action.operand();
    return new Action(
        action.section(),
        placeholders.bind(Kind.UPDATE, action.path()),
        operand == null ? null : placeholders.bind(Kind.UPDATE, operand));
  }

  private static void requireOperandType(Action action) {
    var section = action.section();
    if (section == Section.SET || !(action.operand() instanceof Constant(var value))) {
      return;
    }
    var type =
        switch (value) {
          case Value.SS _, Value.NS _, Value.BS _ -> null;
          case Value.N _ -> section == Section.ADD ? null : "NUMBER";
          case Value.S _ -> "STRING";
          case Value.B _ -> "BINARY";
          case Value.Bool _ -> "BOOLEAN";
          case Value.Null _ -> "NULL";
          case Value.L _ -> "LIST";
          case Value.M _ -> "MAP";
        };
    if (type != null) {
      throw Kind.UPDATE.refuse(
          "Incorrect operand type for operator or function; operator: %1$s, operand type: %2$s,"
                  .formatted(section, type)
              + " typeSet: ALLOWED_FOR_%s_OPERAND".formatted(section));
    }
  }

  /**
   * Returns an item as it is after the update. Attributes keep their order, and new ones come last.
   * All operands are read from the item as it was before the update.
   *
   * @param item the item's attributes, or the attributes of its key if the item does not exist
   * @throws Refusal if the update cannot be applied to the item
   */
  public Map<String, Value> applyTo(Map<String, Value> item) {
    var operands = new ArrayList<@Nullable Value>(actions.size());
    for (var action : actions) {
      var operand = action.operand();
      operands.add(operand == null ? null : value(operand, item));
    }
    return tree.change(
        item, (at, old) -> changed(actions.get(at).section(), old, operands.get(at)));
  }

  /**
   * Returns the item's values at the paths that the update changes. The ReturnValues {@code
   * UPDATED_OLD} and {@code UPDATED_NEW} show these.
   *
   * @param item the item before the update, or after it
   */
  public Map<String, Value> changedIn(Map<String, Value> item) {
    return tree.project(item);
  }

  /** Returns the top-level attributes that the update changes. */
  public Set<String> topLevelNames() {
    return changed.all();
  }

  /** Returns the top-level attributes of which the update reads or changes a part. */
  public Set<String> nestedNames() {
    return named.nested();
  }

  private static Value value(Node operand, Map<String, Value> item) {
    return switch (operand) {
      case Constant(var value) -> value;
      case Path path -> required(path.in(item));
      case Operation(var operator, var operands) -> {
        if (operator == ExpressionOperator.IF_NOT_EXISTS) {
          var found = ((Path) operands.get(0)).in(item);
          yield found != null ? found : value(operands.get(1), item);
        }
        yield combined(operator, value(operands.get(0), item), value(operands.get(1), item));
      }
      case Node.Reference(var placeholder) ->
          throw new IllegalStateException("not bound: " + placeholder);
    };
  }

  private static Value required(@Nullable Value value) {
    if (value == null) {
      throw Refusal.validation(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return value;
  }

  private static Value combined(ExpressionOperator operator, Value left, Value right) {
    return switch (operator) {
      case PLUS -> number(digits(left).add(digits(right)));
      case MINUS -> number(digits(left).subtract(digits(right)));
      default -> new Value.L(Stream.concat(elements(left), elements(right)).toList());
    };
  }

  private static BigDecimal digits(Value value) {
    if (value instanceof Value.N(var number)) {
      return number;
    }
    throw wrongType();
  }

  private static Stream<Value> elements(Value value) {
    if (value instanceof Value.L(var elements)) {
      return elements.stream();
    }
    throw wrongType();
  }

  private static Refusal wrongType() {
    return Refusal.validation("An operand in the update expression has an incorrect data type");
  }

  private static Value number(BigDecimal result) {
    if (result.stripTrailingZeros().precision() > MOST_DIGITS) {
      // The service sends this message for too many digits too, even if the number is small.
      throw Refusal.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    return new Value.N(Numbers.inRange(result));
  }

  private static @Nullable Value changed(
      Section section, @Nullable Value old, @Nullable Value operand) {
    return switch (section) {
      case SET -> operand;
      case REMOVE -> null;
      case ADD -> old == null ? operand : sum(old, Objects.requireNonNull(operand));
      case DELETE -> old == null ? null : difference(old, Objects.requireNonNull(operand));
    };
  }

  private static Value sum(Value old, Value operand) {
    return switch (operand) {
      case Value.N(var more) when old instanceof Value.N(var had) -> number(had.add(more));
      case Value.SS(var more) when old instanceof Value.SS(var had) ->
          new Value.SS(union(had, more));
      case Value.NS(var more) when old instanceof Value.NS(var had) ->
          new Value.NS(union(had, more));
      case Value.BS(var more) when old instanceof Value.BS(var had) ->
          new Value.BS(union(had, more));
      default -> throw wrongType();
    };
  }

  private static <E> Set<E> union(Set<E> had, Set<E> more) {
    var all = new LinkedHashSet<>(had);
    all.addAll(more);
    return all;
  }

  /** Returns a set without the elements of another, or null if no element remains. */
  private static @Nullable Value difference(Value old, Value operand) {
    return switch (operand) {
      case Value.SS(var less) when old instanceof Value.SS(var had) -> {
        var rest = without(had, less);
        yield rest.isEmpty() ? null : new Value.SS(rest);
      }
      case Value.NS(var less) when old instanceof Value.NS(var had) -> {
        var rest = without(had, less);
        yield rest.isEmpty() ? null : new Value.NS(rest);
      }
      case Value.BS(var less) when old instanceof Value.BS(var had) -> {
        var rest = without(had, less);
        yield rest.isEmpty() ? null : new Value.BS(rest);
      }
      default -> throw wrongType();
    };
  }

  private static <E> Set<E> without(Set<E> had, Set<E> less) {
    var rest = new LinkedHashSet<>(had);
    rest.removeAll(less);
    return rest;
  }
}
