package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Tokens.Type.END;
import static dev.keyshelf.embedded.expression.Tokens.Type.NAME_PLACEHOLDER;
import static dev.keyshelf.embedded.expression.Tokens.Type.NUMBER;
import static dev.keyshelf.embedded.expression.Tokens.Type.VALUE_PLACEHOLDER;
import static dev.keyshelf.embedded.expression.Tokens.Type.WORD;

import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.expression.Node.Reference;
import dev.keyshelf.embedded.expression.Node.Step;
import dev.keyshelf.embedded.items.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The common part of all parsers: paths, operands, functions and limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters">Limits
 *     of expression parameters</a>
 */
abstract class Parser {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_OPERATORS = 300;
  private static final int LONGEST_PATH = 32;

  /** An expression with deeper nesting has too many operators or redundant parentheses. */
  private static final int DEEPEST = 300;

  /**
   * Errors that the text alone shows, and that the service reports only if the whole text is
   * well-formed. It reports the first one in an order that depends on the kind of expression.
   */
  enum Fault {
    PARENTHESES,
    OPERATORS,
    UNKNOWN_FUNCTION,
    MISPLACED_FUNCTION,
    PATH,
    SECTION
  }

  final Kind kind;
  final Tokens tokens;
  private final Map<Fault, String> faults = new EnumMap<>(Fault.class);
  private int operators;
  private int depth;

  Parser(Kind kind, String text) {
    this.kind = kind;
    if (text.isEmpty()) {
      throw kind.refuse("The expression can not be empty;");
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_BYTES) {
      throw kind.refuse(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    tokens = new Tokens(kind, text);
  }

  /** Parses an operand, which may be in parentheses. */
  abstract Node operand();

  /** Returns whether a function may be used in this kind of expression. */
  abstract boolean allows(ExpressionOperator function);

  /** Records an error, unless one of its sort is recorded already. */
  final void fault(Fault fault, String message) {
    faults.putIfAbsent(fault, message);
  }

  /**
   * Ends the parsing.
   *
   * @param order the errors to report, the most important first
   * @throws Refusal if tokens are left, or if one of these errors was found
   */
  final void finish(Fault... order) {
    if (!tokens.nextIs(END)) {
      throw tokens.syntaxError();
    }
    if (operators > MOST_OPERATORS) {
      fault(Fault.OPERATORS, tooManyOperators());
    }
    for (var fault : order) {
      var message = faults.get(fault);
      if (message != null) {
        throw kind.refuse(message);
      }
    }
  }

  private String tooManyOperators() {
    return "The expression contains too many operators; operator count: " + operators;
  }

  /** Takes and counts an operator if it comes next. Returns whether it did. */
  final boolean takeOperator(ExpressionOperator operator) {
    boolean is = tokens.takeIf(operator.symbol);
    if (is) {
      operators++;
    }
    return is;
  }

  /** Goes one level deeper into the expression. */
  final void descend() {
    if (++depth > DEEPEST) {
      throw kind.refuse(
          operators > MOST_OPERATORS
              ? tooManyOperators()
              : "The expression has redundant parentheses;");
    }
  }

  /** Goes one level up again. */
  final void ascend() {
    depth--;
  }

  /** Parses a path, a placeholder of a value, or a function with its operands. */
  final Node atom() {
    if (tokens.nextIs(VALUE_PLACEHOLDER)) {
      return reference();
    }
    return tokens.nextIs(WORD) && tokens.secondIs("(") ? call() : path();
  }

  /** Parses a placeholder of a value. */
  final Reference reference() {
    if (!tokens.nextIs(VALUE_PLACEHOLDER)) {
      throw tokens.syntaxError();
    }
    return new Reference(tokens.take());
  }

  private Node call() {
    var name = tokens.take();
    operators++;
    var operands = operands();
    var function = ExpressionOperator.function(name);
    if (function == null) {
      fault(Fault.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
      return new Operation(
          ExpressionOperator.SIZE, operands); // Any operator: the fault refuses the expression.
    }
    if (!allows(function)) {
      var place = kind == Kind.UPDATE ? "an update" : "a condition";
      fault(
          Fault.MISPLACED_FUNCTION,
          "The function is not allowed in %s expression; function: %s".formatted(place, name));
    }
    return operation(function, operands);
  }

  /** Parses operands in parentheses. */
  final List<Node> operands() {
    var operands = new ArrayList<Node>();
    descend();
    tokens.require("(");
    do {
      operands.add(operand());
    } while (tokens.takeIf(","));
    tokens.require(")");
    ascend();
    return operands;
  }

  /** Returns an operator with its operands. */
  Operation operation(ExpressionOperator operator, List<Node> operands) {
    return new Operation(operator, operands);
  }

  /** Parses a document path. */
  final Path path() {
    return path(List.of(field()));
  }

  /** Parses the rest of a document path, after its first steps. */
  final Path path(List<Step> beginning) {
    var steps = new ArrayList<>(beginning);
    while (true) {
      if (tokens.takeIf(".")) {
        steps.add(field());
      } else if (tokens.takeIf("[")) {
        steps.add(index());
        tokens.require("]");
      } else if (steps.size() > LONGEST_PATH) {
        fault(
            Fault.PATH,
            "The document path has too many nesting levels; nesting levels: " + steps.size());
        return new Path(steps.subList(0, LONGEST_PATH));
      } else {
        return new Path(steps);
      }
    }
  }

  private Step field() {
    if (tokens.nextIs(WORD)) {
      var name = tokens.take();
      if (ReservedWords.contain(name)) {
        fault(Fault.PATH, "Attribute name is a reserved keyword; reserved keyword: " + name);
      }
      return new Step.Field(name);
    }
    if (tokens.nextIs(NAME_PLACEHOLDER)) {
      return new Step.Field(tokens.take());
    }
    throw tokens.syntaxError();
  }

  private Step index() {
    if (!tokens.nextIs(NUMBER)) {
      throw tokens.syntaxError();
    }
    var digits = tokens.take();
    try {
      return new Step.Index(Integer.parseInt(digits));
    } catch (NumberFormatException _) {
      fault(
          Fault.PATH,
          "List index is not within the allowable range; index: [%s]".formatted(digits));
      return new Step.Index(0);
    }
  }
}
