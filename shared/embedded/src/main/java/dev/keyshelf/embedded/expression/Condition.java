package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.ExpressionOperator.Form;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ConditionExpression or FilterExpression with the names and values of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions</a>
 */
public final class Condition {
  private final Operation condition;
  private final Names names;

  private Condition(Operation condition) {
    this.condition = condition;
    var paths = new ArrayList<Path>();
    condition.addPathsTo(paths);
    names = Names.of(paths);
  }

  static Condition of(Kind kind, Operation parsed, Placeholders placeholders) {
    return new Condition(bind(kind, parsed, placeholders));
  }

  /**
   * Returns a condition with its placeholders replaced. Binds and checks one comparison after the
   * other.
   *
   * @throws Refusal if a placeholder is not defined, or an operand breaks a rule
   */
  static Operation bind(Kind kind, Operation parsed, Placeholders placeholders) {
    if (parsed.operator().form == Form.LOGIC) {
      var operands = new ArrayList<Node>();
      for (var operand : parsed.operands()) {
        operands.add(bind(kind, (Operation) operand, placeholders));
      }
      return new Operation(parsed.operator(), operands);
    }
    var bound = (Operation) placeholders.bind(kind, parsed);
    new OperandRules(kind).checkCondition(bound);
    return bound;
  }

  /**
   * Returns whether an item meets the condition.
   *
   * @param item the item's attributes; empty if there is no item
   */
  public boolean test(Map<String, Value> item) {
    return holds(condition, item);
  }

  /** Returns the top-level attributes that the condition reads. */
  public Set<String> topLevelNames() {
    return names.all();
  }

  /** Returns the top-level attributes in which the condition reads a member or an element. */
  public Set<String> nestedNames() {
    return names.nested();
  }

  private static boolean holds(Node condition, Map<String, Value> item) {
    if (!(condition instanceof Operation operation)) {
      throw new IllegalArgumentException("not a condition: " + condition);
    }
    var operands = operation.operands();
    return switch (operation.operator()) {
      case AND -> !anyIs(false, operands, item);
      case OR -> anyIs(true, operands, item);
      case NOT -> !holds(operands.get(0), item);
      case ATTRIBUTE_EXISTS -> value(operands.get(0), item) != null;
      case ATTRIBUTE_NOT_EXISTS -> value(operands.get(0), item) == null;
      case ATTRIBUTE_TYPE -> {
        var found = value(operands.get(0), item);
        yield found != null && new Value.S(found.type()).equals(value(operands.get(1), item));
      }
      case BEGINS_WITH ->
          Comparisons.beginsWith(value(operands.get(0), item), value(operands.get(1), item));
      case CONTAINS ->
          Comparisons.contains(value(operands.get(0), item), value(operands.get(1), item));
      case BETWEEN -> {
        var found = value(operands.get(0), item);
        yield Comparisons.holds(
                ExpressionOperator.GREATER_OR_EQUAL, found, value(operands.get(1), item))
            && Comparisons.holds(
                ExpressionOperator.LESS_OR_EQUAL, found, value(operands.get(2), item));
      }
      case IN -> isIn(operands, item);
      default ->
          Comparisons.holds(
              operation.operator(), value(operands.get(0), item), value(operands.get(1), item));
    };
  }

  private static boolean anyIs(boolean outcome, List<Node> conditions, Map<String, Value> item) {
    for (var condition : conditions) {
      if (holds(condition, item) == outcome) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(List<Node> operands, Map<String, Value> item) {
    var found = value(operands.getFirst(), item);
    return operands.stream()
        .skip(1)
        .anyMatch(
            choice -> Comparisons.holds(ExpressionOperator.EQUAL, found, value(choice, item)));
  }

  private static @Nullable Value value(Node operand, Map<String, Value> item) {
    return switch (operand) {
      case Path path -> path.in(item);
      case Node.Constant(var value) -> value;
      case Operation(_, var operands) -> Comparisons.size(value(operands.getFirst(), item));
      case Node.Reference(var placeholder) ->
          throw new IllegalStateException("not bound: " + placeholder);
    };
  }
}
