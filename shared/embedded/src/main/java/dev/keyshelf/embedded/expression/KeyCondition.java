package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.ExpressionOperator.Form;
import dev.keyshelf.embedded.expression.Node.Constant;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A KeyConditionExpression with the names and values of a request. It has one or two clauses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Key
 *     condition expressions for the Query operation</a>
 */
public record KeyCondition(List<Clause> clauses) {
  private static final int MOST_CLAUSES = 2;

  public KeyCondition {
    clauses = List.copyOf(clauses);
  }

  /** How a clause compares its attribute with the operands. */
  public enum Operator {
    EQ,
    LT,
    LE,
    GT,
    GE,
    BETWEEN,
    BEGINS_WITH
  }

  /**
   * The condition on one attribute.
   *
   * @param operands two for {@code BETWEEN}, the lower one first; one for the others
   */
  public record Clause(String attribute, Operator operator, List<Value> operands) {
    public Clause {
      operands = List.copyOf(operands);
    }
  }

  /** Returns the clauses of a bound expression. */
  static KeyCondition of(Operation condition) {
    var clauses = new LinkedHashMap<String, Clause>();
    collect(condition, clauses);
    if (clauses.size() > MOST_CLAUSES) {
      throw Refusal.validation("Conditions can be of length 1 or 2 only");
    }
    return new KeyCondition(List.copyOf(clauses.values()));
  }

  private static void collect(Operation condition, Map<String, Clause> clauses) {
    var operator = condition.operator();
    requireAllowed(condition);
    if (operator == ExpressionOperator.AND) {
      condition.operands().forEach(each -> collect((Operation) each, clauses));
      return;
    }
    int attributeAt = -1;
    var attribute = "";
    var values = new ArrayList<Value>();
    for (int at = 0; at < condition.operands().size(); at++) {
      switch (condition.operand(at)) {
        case Path path -> {
          if (attributeAt >= 0) {
            throw invalid("Multiple attribute names used in one condition");
          }
          if (path.isNested()) {
            throw Refusal.validation(
                "KeyConditionExpressions cannot have conditions on nested attributes");
          }
          attribute = path.head();
          attributeAt = at;
        }
        case Constant(var value) -> values.add(value);
        default ->
            throw Refusal.validation("KeyConditionExpressions cannot contain nested operations");
      }
    }
    if (attributeAt < 0) {
      throw invalid("No key attribute specified");
    }
    var clause = new Clause(attribute, operator(operator, attributeAt > 0), values);
    if (clauses.putIfAbsent(attribute, clause) != null) {
      throw Refusal.validation("KeyConditionExpressions must only contain one condition per key");
    }
  }

  private static void requireAllowed(Operation condition) {
    var operator = condition.operator();
    boolean isAllowed =
        switch (operator) {
          case OR, NOT, IN, UNEQUAL -> false;
          case BEGINS_WITH -> true;
          default -> operator.form != Form.CONDITION;
        };
    if (!isAllowed) {
      throw Refusal.validation(
          "Invalid operator used in KeyConditionExpression: " + operator.symbol);
    }
    boolean needsAttributeFirst =
        switch (operator) {
          case BETWEEN, BEGINS_WITH -> true;
          default -> false;
        };
    if (needsAttributeFirst && !(condition.operand(0) instanceof Path)) {
      throw invalid(operator.symbol + " operator must have the key attribute as its first operand");
    }
  }

  private static Refusal invalid(String reason) {
    return Refusal.validation("Invalid condition in KeyConditionExpression: " + reason);
  }

  /** Returns the operator of a clause. It is reversed if the attribute is the second operand. */
  private static Operator operator(ExpressionOperator operator, boolean isExchanged) {
    return switch (operator) {
      case EQUAL -> Operator.EQ;
      case LESS -> isExchanged ? Operator.GT : Operator.LT;
      case LESS_OR_EQUAL -> isExchanged ? Operator.GE : Operator.LE;
      case GREATER -> isExchanged ? Operator.LT : Operator.GT;
      case GREATER_OR_EQUAL -> isExchanged ? Operator.LE : Operator.GE;
      case BETWEEN -> Operator.BETWEEN;
      case BEGINS_WITH -> Operator.BEGINS_WITH;
      default -> throw new IllegalArgumentException("not allowed: " + operator);
    };
  }
}
