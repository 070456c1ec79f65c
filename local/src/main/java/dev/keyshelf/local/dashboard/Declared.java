package dev.keyshelf.local.dashboard;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The resources that the text of a template declares, in its order.
 *
 * @param types the type of each resource by its logical id
 * @param conditions the condition of each resource that has one
 * @param named the resources that the rule of the composite alarm names
 */
record Declared(Map<String, String> types, Map<String, String> conditions, Set<String> named) {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  static final String COMPOSITE = "AWS::CloudWatch::CompositeAlarm";
  private static final Pattern ID = Pattern.compile("  (\\w+):");
  private static final Pattern TYPE = Pattern.compile("    Type: (\\S+)");
  private static final Pattern CONDITION = Pattern.compile("    Condition: (\\w+)");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

  /** Reads the section {@code Resources}, whose resources are indented by two blanks. */
  static Declared in(String template) {
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> conditions = new LinkedHashMap<>();
    Set<String> named = new LinkedHashSet<>();
    var id = "";
    var lines =
        template
            .lines()
            .dropWhile(line -> !line.equals("Resources:"))
            .skip(1)
            .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
            .toList();
    for (var line : lines) {
      var begun = ID.matcher(line);
      var typed = TYPE.matcher(line);
      var conditional = CONDITION.matcher(line);
      if (begun.matches()) {
        id = begun.group(1);
      } else if (typed.matches()) {
        types.put(id, typed.group(1));
      } else if (conditional.matches()) {
        conditions.put(id, conditional.group(1));
      } else if (COMPOSITE.equals(types.get(id))) {
        REFERENCE.matcher(line).results().forEach(each -> named.add(each.group(1)));
      }
    }
    named.removeIf(each -> !ALARM.equals(types.get(each)));
    return new Declared(types, conditions, named);
  }

  /** Returns the resources of a type. */
  List<String> of(String type) {
    return types.keySet().stream().filter(id -> type.equals(types.get(id))).toList();
  }

  /** Returns the alarms that the composite alarm is made of, or those that it is not made of. */
  List<String> alarms(boolean areNamed) {
    return of(ALARM).stream().filter(id -> named.contains(id) == areNamed).toList();
  }
}
