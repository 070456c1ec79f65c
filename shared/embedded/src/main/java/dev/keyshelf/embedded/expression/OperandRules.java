package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Constant;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Numbers;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for operands of bound operators and functions that can be checked without an item.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions</a>
 */
final class OperandRules {
  /** The types, in the order in which the service lists them in one message. */
  private static final String TYPE_NAMES = "B,NULL,SS,BOOL,L,BS,N,NS,S,M";

  /** The types, in the order of another message. */
  private static final String ANY_TYPE = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";

  private static final Set<String> TYPES = Set.of(TYPE_NAMES.split(","));
  private static final Set<String> SIZED = Set.of("S", "B", "SS", "NS", "BS", "L", "M");
  private static final Set<String> ORDERED = Set.of("S", "N", "B");

  private final Kind kind;

  OperandRules(Kind kind) {
    this.kind = kind;
  }

  /**
   * Checks a comparison or function of a condition in the order of the service: first the number of
   * operands, then that the first differs from the others, then the types.
   *
   * @throws Refusal if an operand breaks a rule
   */
  void checkCondition(Operation condition) {
    each(condition, this::checkNumber);
    each(condition, this::checkDistinct);
    each(condition, this::checkTypes);
  }

  /**
   * Checks the right side of a SET. Checks all rules on one function before the next.
   *
   * @throws Refusal if an operand breaks a rule
   */
  void checkUpdate(Node right) {
    each(
        right,
        operation -> {
          checkNumber(operation);
          checkTypes(operation);
        });
  }

  private static void each(Node node, Consumer<Operation> rule) {
    if (node instanceof Operation operation) {
      for (var operand : operation.operands()) {
        each(operand, rule);
      }
      rule.accept(operation);
    }
  }

  private void checkNumber(Operation operation) {
    var operator = operation.operator();
    int operands = operation.operands().size();
    if (operator.operands >= 0 && operator.operands != operands) {
      throw kind.refuse(
          "Incorrect number of operands for operator or function; operator or function: %s, number"
                  .formatted(operator.symbol)
              + " of operands: "
              + operands);
    }
  }

  private void checkDistinct(Operation operation) {
    var operands = operation.operands();
    if (operands.getFirst() instanceof Path first
        && operands.subList(1, operands.size()).contains(first)) {
      throw kind.refuse(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: %s, first operand: %s"
                  .formatted(operation.operator().symbol, first));
    }
  }

  private void checkTypes(Operation operation) {
    switch (operation.operator()) {
      case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS, IF_NOT_EXISTS -> requirePath(operation);
      case ATTRIBUTE_TYPE -> {
        requirePath(operation);
        requireTypeName(operation);
      }
      case SIZE -> requireTypes(operation, SIZED);
      case BEGINS_WITH -> requireTypes(operation, Set.of("S", "B"));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> requireTypes(operation, ORDERED);
      case BETWEEN -> {
        requireTypes(operation, ORDERED);
        requireBounds(operation);
      }
      case LIST_APPEND -> requireTypes(operation, Set.of("L"));
      case PLUS, MINUS -> requireTypes(operation, Set.of("N"));
      case EQUAL, UNEQUAL, IN, AND, OR, NOT, CONTAINS -> {}
    }
  }

  private void requirePath(Operation operation) {
    if (!(operation.operand(0) instanceof Path)) {
      throw kind.refuse(
          "Operator or function requires a document path; operator or function: "
              + operation.operator().symbol);
    }
  }

  private void requireTypes(Operation operation, Set<String> allowed) {
    for (var operand : operation.operands()) {
      var type = typeOf(operand);
      if (type != null && !allowed.contains(type)) {
        throw wrongType(operation.operator(), type);
      }
    }
  }

  /** Returns the type of an operand, or null if the type depends on the item. */
  private static @Nullable String typeOf(Node operand) {
    return switch (operand) {
      case Constant(var value) -> value.type();
      case Operation(var operator, _) when operator == ExpressionOperator.SIZE -> "N";
      default -> null;
    };
  }

  private void requireTypeName(Operation operation) {
    var second = operation.operand(1);
    if (second instanceof Constant(Value.S(var type))) {
      if (!TYPES.contains(type)) {
        throw kind.refuse(
            "Invalid attribute type name found; type: %s, valid types: {%s}"
                .formatted(type, TYPE_NAMES));
      }
      return;
    }
    var type = typeOf(second);
    throw wrongType(operation.operator(), type == null ? ANY_TYPE : type);
  }

  private void requireBounds(Operation between) {
    if (between.operand(1) instanceof Constant(var low)
        && between.operand(2) instanceof Constant(var high)) {
      if (!low.type().equals(high.type())) {
        throw wrongBounds("same data type for lower and upper bounds", low, high);
      }
      if (!Comparisons.holds(ExpressionOperator.LESS_OR_EQUAL, low, high)) {
        throw wrongBounds("upper bound to be greater than or equal to lower bound", low, high);
      }
    }
  }

  private Refusal wrongBounds(String required, Value low, Value high) {
    return kind.refuse(
        "The BETWEEN operator requires %s; lower bound operand: %s, upper bound operand: %s"
            .formatted(required, shown(low), shown(high)));
  }

  private static String shown(Value bound) {
    var content =
        switch (bound) {
          case Value.S(var text) -> text;
          case Value.N(var number) -> Numbers.text(number);
          case Value.B(var bytes) -> bytes.toString();
          default -> throw new IllegalArgumentException("not a bound: " + bound.type());
        };
    return "AttributeValue: {%s:%s}".formatted(bound.type(), content);
  }

  private Refusal wrongType(ExpressionOperator operator, String type) {
    return kind.refuse(
        "Incorrect operand type for operator or function; operator or function: %s, operand type:"
                .formatted(operator.symbol)
            + " "
            + type);
  }
}
