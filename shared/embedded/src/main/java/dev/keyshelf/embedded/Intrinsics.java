package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Section.Unresolvable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CloudFormation's intrinsic functions, with the values that they have on one machine. */
final class Intrinsics implements UnaryOperator<@Nullable Object> {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final List<String> MADE_BY_SAM =
      List.of("Role", "Url", "Stage", "ApiGatewayDefaultStage", ".Alias", ".Version");
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Region", "us-east-1",
          "AWS::StackName", "keyshelf",
          "AWS::StackId", "arn:aws:local:::keyshelf",
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com");

  private final Map<String, @Nullable Object> parameters;
  private final Map<String, String> resources;
  private final Map<String, @Nullable Object> conditions;
  private final Map<String, @Nullable Object> mappings;

  /**
   * Takes the parts of a template that values can refer to.
   *
   * @param parameters each parameter's declaration, by name
   * @param resources the value of a reference to each resource, by logical id
   */
  Intrinsics(
      Map<String, @Nullable Object> parameters,
      Map<String, String> resources,
      Map<String, @Nullable Object> conditions,
      Map<String, @Nullable Object> mappings) {
    this.parameters = parameters;
    this.resources = resources;
    this.conditions = conditions;
    this.mappings = mappings;
  }

  /**
   * Resolves the outermost function. A map or list that calls no function stays as it is. Its parts
   * are resolved when they are read.
   *
   * @throws Unresolvable if the function is malformed, or refers to something that is not declared
   */
  @Override
  public @Nullable Object apply(@Nullable Object value) {
    var call = Call.in(value);
    Object argument = call.argument();
    return switch (call.function()) {
      case "Ref" -> ref(text(argument));
      case "Fn::Sub" -> sub(argument);
      case "Fn::GetAtt" -> getAtt(argument);
      case "Fn::Join" -> join(list(argument, 2, "Fn::Join"));
      case "Fn::Split" -> split(list(argument, 2, "Fn::Split"));
      case "Fn::Select" -> select(list(argument, 2, "Fn::Select"));
      case "Fn::If" -> choose(list(argument, 3, "Fn::If"));
      case "Fn::FindInMap" -> findInMap(list(argument, 3, "Fn::FindInMap"));
      case "Fn::ImportValue" -> text(argument);
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" -> Boolean.toString(holds(value));
      default -> value;
    };
  }

  /** A function with its argument. If a value calls no function, the function's name is empty. */
  private record Call(String function, @Nullable Object argument) {
    static Call in(@Nullable Object value) {
      if (value instanceof Map<?, ?> map && map.size() == 1) {
        var only = map.entrySet().iterator().next();
        return new Call(String.valueOf(only.getKey()), only.getValue());
      }
      return new Call("", value);
    }
  }

  /** Returns whether a condition of the template holds. */
  boolean holds(String condition) {
    if (!conditions.containsKey(condition)) {
      throw new Unresolvable("names the condition %s, which is not declared".formatted(condition));
    }
    return holds(conditions.get(condition));
  }

  private boolean holds(@Nullable Object expression) {
    var call = Call.in(expression);
    Object argument = call.argument();
    return switch (call.function()) {
      case "Condition" -> holds(text(argument));
      case "Fn::Equals" -> {
        var sides = list(argument, 2, "Fn::Equals");
        yield text(sides.get(0)).equals(text(sides.get(1)));
      }
      case "Fn::And" -> list(argument).stream().allMatch(this::holds);
      case "Fn::Or" -> list(argument).stream().anyMatch(this::holds);
      case "Fn::Not" -> !holds(list(argument, 1, "Fn::Not").getFirst());
      default -> Boolean.parseBoolean(text(expression));
    };
  }

  private @Nullable Object ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return null;
    }
    if (PSEUDO_PARAMETERS.containsKey(name)) {
      return PSEUDO_PARAMETERS.get(name);
    }
    if (parameters.get(name) instanceof Map<?, ?> parameter) {
      if (parameter.get("Default") instanceof String value) {
        return value;
      }
      throw new Unresolvable("refers to the parameter %s, which has no Default".formatted(name));
    }
    String resource = resources.get(name);
    if (resource != null) {
      return resource;
    }
    if (isMadeBySam(name)) {
      return name;
    }
    throw new Unresolvable("refers to %s, which is not declared".formatted(name));
  }

  /** SAM creates resources that no template declares: the implicit API, a function's role... */
  private boolean isMadeBySam(String name) {
    return name.startsWith("ServerlessHttpApi")
        || MADE_BY_SAM.stream()
            .filter(name::endsWith)
            .map(end -> name.substring(0, name.length() - end.length()))
            .anyMatch(resources::containsKey);
  }

  private String sub(@Nullable Object argument) {
    var own = new LinkedHashMap<String, @Nullable Object>();
    Object template = argument;
    if (argument instanceof List<?>) {
      var both = list(argument, 2, "Fn::Sub");
      template = both.getFirst();
      if (both.get(1) instanceof Map<?, ?> variables) {
        variables.forEach((name, value) -> own.put(String.valueOf(name), value));
      }
    }
    return VARIABLE
        .matcher(text(template))
        .replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1), own)));
  }

  private String variable(String name, Map<String, @Nullable Object> own) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (own.containsKey(name)) {
      return text(own.get(name));
    }
    boolean attribute = name.contains(".") && !resources.containsKey(name);
    return text(attribute ? getAtt(name) : ref(name));
  }

  private String getAtt(@Nullable Object argument) {
    var path = argument instanceof String dotted ? Arrays.asList(dotted.split("\\.", 2)) : argument;
    var both = list(path, 2, "Fn::GetAtt");
    String resource = text(both.getFirst());
    if (!resources.containsKey(resource) && !isMadeBySam(resource)) {
      throw new Unresolvable("refers to %s, which is not declared".formatted(resource));
    }
    String attribute = text(both.get(1));
    return attribute.equals("Arn") ? "arn:aws:local:::" + resource : resource + "." + attribute;
  }

  private String join(List<@Nullable Object> arguments) {
    String delimiter = text(arguments.getFirst());
    return String.join(delimiter, list(apply(arguments.get(1))).stream().map(this::text).toList());
  }

  private List<@Nullable Object> split(List<@Nullable Object> arguments) {
    String delimiter = Pattern.quote(text(arguments.getFirst()));
    return new ArrayList<@Nullable Object>(
        Arrays.asList(text(arguments.get(1)).split(delimiter, -1)));
  }

  private @Nullable Object select(List<@Nullable Object> arguments) {
    var values = list(apply(arguments.get(1)));
    try {
      return apply(values.get(Integer.parseInt(text(arguments.getFirst()))));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw new Unresolvable("selects an element that the list does not have");
    }
  }

  private @Nullable Object choose(List<@Nullable Object> arguments) {
    return apply(arguments.get(holds(text(arguments.getFirst())) ? 1 : 2));
  }

  private @Nullable Object findInMap(List<@Nullable Object> arguments) {
    Object found = mappings;
    for (Object key : arguments) {
      found = found instanceof Map<?, ?> level ? level.get(text(key)) : null;
    }
    if (found == null) {
      throw new Unresolvable("finds no such entry in the mappings");
    }
    return found;
  }

  private String text(@Nullable Object value) {
    if (apply(value) instanceof String text) {
      return text;
    }
    throw new Unresolvable("needs text, but has none");
  }

  private static List<@Nullable Object> list(@Nullable Object value, int size, String function) {
    var list = list(value);
    if (list.size() != size) {
      throw new Unresolvable("%s needs %s arguments".formatted(function, size));
    }
    return list;
  }

  private static List<@Nullable Object> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<@Nullable Object>(list);
    }
    throw new Unresolvable(
        "needs a list, but has %s".formatted(Objects.toString(value, "nothing")));
  }
}
