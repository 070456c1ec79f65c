package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.ExpressionOperator.AND;
import static dev.keyshelf.embedded.expression.ExpressionOperator.BETWEEN;
import static dev.keyshelf.embedded.expression.ExpressionOperator.IN;
import static dev.keyshelf.embedded.expression.ExpressionOperator.NOT;
import static dev.keyshelf.embedded.expression.ExpressionOperator.OR;

import dev.keyshelf.embedded.expression.ExpressionOperator.Form;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses condition, filter and key condition expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax">Syntax
 *     for filter and condition expressions</a>
 */
final class ConditionParser extends Parser {
  private static final int MOST_IN_OPERANDS = 100;

  /** The positions of the last pair of parentheses. A pair directly around it is redundant. */
  private int openedAt = -1;

  private int closedAt = -1;

  ConditionParser(Kind kind, String text) {
    super(kind, text);
  }

  Operation parse() {
    var condition = either(false);
    requireCondition(condition);
    finish(
        Fault.PARENTHESES,
        Fault.OPERATORS,
        Fault.UNKNOWN_FUNCTION,
        Fault.MISPLACED_FUNCTION,
        Fault.PATH);
    return (Operation) condition;
  }

  /** Parses conditions joined by OR, or one condition. A group may also hold an operand alone. */
  private Node either(boolean isGroup) {
    var first = both(isGroup);
    var alternatives = new ArrayList<>(List.of(first));
    while (takeOperator(OR)) {
      alternatives.add(both(false));
    }
    return alternatives.size() == 1 ? first : operation(OR, alternatives);
  }

  private Node both(boolean isGroup) {
    var first = negation(isGroup);
    var conditions = new ArrayList<>(List.of(first));
    while (takeOperator(AND)) {
      conditions.add(negation(false));
    }
    return conditions.size() == 1 ? first : operation(AND, conditions);
  }

  private Node negation(boolean isGroup) {
    if (!takeOperator(NOT)) {
      return comparison(isGroup);
    }
    descend();
    var negated = negation(false);
    ascend();
    return operation(NOT, List.of(negated));
  }

  private Node comparison(boolean isGroup) {
    var left = tokens.nextIs("(") ? group(true) : atom();
    if (isComparisonOrLogic(left)) {
      return left;
    }
    var comparison = ExpressionOperator.comparison(tokens.peek());
    if (comparison != null) {
      takeOperator(comparison);
      return operation(comparison, List.of(left, operand()));
    }
    if (takeOperator(BETWEEN)) {
      var low = operand();
      tokens.require(AND.symbol);
      return operation(BETWEEN, List.of(left, low, operand()));
    }
    if (takeOperator(IN)) {
      return in(left);
    }
    boolean isAlone = isGroup && tokens.nextIs(")");
    if (left instanceof Operation || isAlone) {
      return left;
    }
    throw tokens.syntaxError();
  }

  private Node in(Node left) {
    var choices = operands();
    if (choices.size() > MOST_IN_OPERANDS) {
      fault(
          Fault.OPERATORS,
          "The IN operator is provided with too many operands; number of operands: "
              + choices.size());
    }
    var operands = new ArrayList<Node>(choices.size() + 1);
    operands.add(left);
    operands.addAll(choices);
    return operation(IN, operands);
  }

  @Override
  Node operand() {
    return tokens.nextIs("(") ? group(false) : atom();
  }

  private Node group(boolean orCondition) {
    descend();
    int open = tokens.position();
    tokens.require("(");
    var inner = orCondition ? either(true) : operand();
    int close = tokens.position();
    tokens.require(")");
    if (openedAt == open + 1 && closedAt == close - 1) {
      fault(Fault.PARENTHESES, "The expression has redundant parentheses;");
    }
    openedAt = open;
    closedAt = close;
    ascend();
    return inner instanceof Path(var steps) ? path(steps) : inner;
  }

  @Override
  boolean allows(ExpressionOperator function) {
    return function.form != Form.UPDATE;
  }

  @Override
  Operation operation(ExpressionOperator operator, List<Node> operands) {
    for (var operand : operands) {
      if (operator.form == Form.LOGIC) {
        requireCondition(operand);
      } else if (operand instanceof Operation(var inner, _) && inner.form == Form.CONDITION) {
        misplaced(inner);
      }
    }
    return super.operation(operator, operands);
  }

  private void requireCondition(Node node) {
    if (node instanceof Operation(var operator, _) && operator.form == Form.OPERAND) {
      misplaced(operator);
    }
  }

  private void misplaced(ExpressionOperator function) {
    fault(
        Fault.MISPLACED_FUNCTION,
        "The function is not allowed to be used this way in an expression; function: "
            + function.symbol);
  }

  private static boolean isComparisonOrLogic(Node node) {
    return node instanceof Operation(var operator, _)
        && (operator.form == Form.COMPARISON || operator.form == Form.LOGIC);
  }
}
