package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Operation;
import dev.keyshelf.embedded.expression.Node.Path;
import dev.keyshelf.embedded.items.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The expressions of requests. Keeps the parsed form of recently used expressions, and may be
 * shared by threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html">Using
 *     expressions in DynamoDB</a>
 */
public final class Expressions {
  private final Recent<Operation> conditions = conditions(Kind.CONDITION);
  private final Recent<Operation> filters = conditions(Kind.FILTER);
  private final Recent<Operation> keyConditions = conditions(Kind.KEY_CONDITION);
  private final Recent<List<Path>> projections = new Recent<>(UpdateParser::projection);
  private final Recent<List<Action>> updates = new Recent<>(UpdateParser::update);

  private static Recent<Operation> conditions(Kind kind) {
    return new Recent<>(text -> new ConditionParser(kind, text).parse());
  }

  /**
   * Returns a ConditionExpression with a request's names and values.
   *
   * @throws Refusal if the expression is malformed or does not match the names and values
   */
  public Condition condition(String text, Placeholders placeholders) {
    return Condition.of(Kind.CONDITION, conditions.get(text), placeholders);
  }

  /**
   * Returns a FilterExpression with a request's names and values.
   *
   * @throws Refusal if the expression is malformed or does not match the names and values
   */
  public Condition filter(String text, Placeholders placeholders) {
    return Condition.of(Kind.FILTER, filters.get(text), placeholders);
  }

  /**
   * Returns a KeyConditionExpression with a request's names and values.
   *
   * @throws Refusal if the expression is malformed, does not match the names and values, or is not
   *     a condition on one or two key attributes
   */
  public KeyCondition keyCondition(String text, Placeholders placeholders) {
    return KeyCondition.of(
        Condition.bind(Kind.KEY_CONDITION, keyConditions.get(text), placeholders));
  }

  /**
   * Returns a ProjectionExpression with a request's names.
   *
   * @throws Refusal if the expression is malformed or does not match the names
   */
  public Projection projection(String text, Placeholders placeholders) {
    return Projection.of(projections.get(text), placeholders);
  }

  /**
   * Returns an UpdateExpression with a request's names and values.
   *
   * @throws Refusal if the expression is malformed or does not match the names and values
   */
  public Update update(String text, Placeholders placeholders) {
    return Update.of(updates.get(text), placeholders);
  }

  /** A least-recently-used cache of the parsed expressions of one kind, by their texts. */
  private static final class Recent<T> {
    private static final int MOST = 500;

    private final Function<String, T> parser;
    private final LinkedHashMap<String, T> byText = new LinkedHashMap<>(16, 0.75f, true);

    Recent(Function<String, T> parser) {
      this.parser = parser;
    }

    synchronized T get(String text) {
      var known = byText.get(text);
      if (known == null) {
        known = parser.apply(text);
        if (byText.size() >= MOST) {
          byText.pollFirstEntry();
        }
        byText.put(text, known);
      }
      return known;
    }
  }
}
