package dev.keyshelf.embedded.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operators and functions of expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions</a>
 */
enum ExpressionOperator {
  EQUAL("=", Form.COMPARISON, 2),
  UNEQUAL("<>", Form.COMPARISON, 2),
  LESS("<", Form.COMPARISON, 2),
  LESS_OR_EQUAL("<=", Form.COMPARISON, 2),
  GREATER(">", Form.COMPARISON, 2),
  GREATER_OR_EQUAL(">=", Form.COMPARISON, 2),
  BETWEEN("BETWEEN", Form.COMPARISON, 3),
  IN("IN", Form.COMPARISON, -1),
  AND("AND", Form.LOGIC, -1),
  OR("OR", Form.LOGIC, -1),
  NOT("NOT", Form.LOGIC, 1),
  ATTRIBUTE_EXISTS("attribute_exists", Form.CONDITION, 1),
  ATTRIBUTE_NOT_EXISTS("attribute_not_exists", Form.CONDITION, 1),
  ATTRIBUTE_TYPE("attribute_type", Form.CONDITION, 2),
  BEGINS_WITH("begins_with", Form.CONDITION, 2),
  CONTAINS("contains", Form.CONDITION, 2),
  SIZE("size", Form.OPERAND, 1),
  IF_NOT_EXISTS("if_not_exists", Form.UPDATE, 2),
  LIST_APPEND("list_append", Form.UPDATE, 2),
  PLUS("+", Form.ARITHMETIC, 2),
  MINUS("-", Form.ARITHMETIC, 2);

  /** Where an operator stands and what its result is. */
  enum Form {
    /** Between operands; the result is true or false. */
    COMPARISON,
    /** Between conditions; the result is true or false. */
    LOGIC,
    /** A function that is a condition. */
    CONDITION,
    /** A function that is an operand of a condition. */
    OPERAND,
    /** A function in an update expression. */
    UPDATE,
    /** Between operands in an update expression. */
    ARITHMETIC;

    boolean isFunction() {
      return this == CONDITION || this == OPERAND || this == UPDATE;
    }
  }

  private static final Map<String, ExpressionOperator> BY_SYMBOL =
      Arrays.stream(values()).collect(Collectors.toMap(each -> each.symbol, Function.identity()));

  final String symbol;
  final Form form;

  /** The number of operands; negative if any number is allowed. */
  final int operands;

  ExpressionOperator(String symbol, Form form, int operands) {
    this.symbol = symbol;
    this.form = form;
    this.operands = operands;
  }

  /** Returns the function with a name, or null if there is none. Names are case-sensitive. */
  static @Nullable ExpressionOperator function(String name) {
    var found = BY_SYMBOL.get(name);
    return found != null && found.form.isFunction() ? found : null;
  }

  /** Returns the comparison of two operands with a symbol, or null if there is none. */
  static @Nullable ExpressionOperator comparison(String symbol) {
    var found = BY_SYMBOL.get(symbol);
    return found != null && found.form == Form.COMPARISON && found.operands == 2 ? found : null;
  }
}
