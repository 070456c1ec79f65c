package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Tokens.Type.END;

import dev.keyshelf.embedded.expression.Action.Section;
import dev.keyshelf.embedded.expression.ExpressionOperator.Form;
import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Parses update and projection expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
final class UpdateParser extends Parser {
  private UpdateParser(Kind kind, String text) {
    super(kind, text);
  }

  /** Parses an update expression. */
  static List<Action> update(String text) {
    return new UpdateParser(Kind.UPDATE, text).sections();
  }

  /** Parses a projection expression. */
  static List<Path> projection(String text) {
    var parser = new UpdateParser(Kind.PROJECTION, text);
    var paths = new ArrayList<Path>();
    do {
      paths.add(parser.path());
    } while (parser.tokens.takeIf(","));
    parser.finish(Fault.PATH);
    return List.copyOf(paths);
  }

  private List<Action> sections() {
    var seen = EnumSet.noneOf(Section.class);
    var actions = new ArrayList<Action>();
    do {
      var section = section();
      if (!seen.add(section)) {
        fault(
            Fault.SECTION,
            "The \"%s\" section can only be used once in an update expression;".formatted(section));
      }
      do {
        actions.add(action(section));
      } while (tokens.takeIf(","));
    } while (!tokens.nextIs(END));
    finish(
        Fault.PATH,
        Fault.UNKNOWN_FUNCTION,
        Fault.MISPLACED_FUNCTION,
        Fault.SECTION,
        Fault.OPERATORS);
    return List.copyOf(actions);
  }

  private Section section() {
    for (var section : Section.values()) {
      if (tokens.takeIf(section.name())) {
        return section;
      }
    }
    throw tokens.syntaxError();
  }

  private Action action(Section section) {
    var path = path();
    return switch (section) {
      case SET -> {
        tokens.require("=");
        yield new Action(section, path, value());
      }
      case REMOVE -> new Action(section, path, null);
      case ADD, DELETE -> new Action(section, path, reference());
    };
  }

  /** Parses the right side of a SET: an operand, a sum or a difference. */
  private Node value() {
    var left = tokens.nextIs("(") ? group() : atom();
    boolean isComplete =
        left instanceof Operation(var operator, _) && operator.form == Form.ARITHMETIC;
    for (var operator : List.of(ExpressionOperator.PLUS, ExpressionOperator.MINUS)) {
      if (!isComplete && takeOperator(operator)) {
        return operation(operator, List.of(left, operand()));
      }
    }
    return left;
  }

  private Node group() {
    descend();
    tokens.require("(");
    var inner = value();
    tokens.require(")");
    ascend();
    return inner;
  }

  @Override
  Node operand() {
    if (!tokens.nextIs("(")) {
      return atom();
    }
    descend();
    tokens.require("(");
    var inner = operand();
    tokens.require(")");
    ascend();
    return inner;
  }

  @Override
  boolean allows(ExpressionOperator function) {
    return function.form == Form.UPDATE;
  }
}
