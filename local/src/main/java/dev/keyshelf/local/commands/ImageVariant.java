package dev.keyshelf.local.commands;

import dev.keyshelf.local.fault.UserFault;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes functions of template.yaml container images, each with an AOT cache of its classes.
 * SnapStart refuses images, and the managed runtime such a cache. All else stays as it is.
 */
final class ImageVariant {
  /** Chooses each function without a name of its own. */
  static final String ALL = "all";

  /** The share of a function's memory that Lambda's Java runtime leaves to the heap, in percent. */
  private static final int HEAP = 85;

  private static final Pattern RESOURCE =
      Pattern.compile("(?m)^ {2}(\\w+):\\R {4}Type: AWS::Serverless::Function\\R");

  /** The next resource, section or comment between resources. */
  private static final Pattern END = Pattern.compile("(?m)^ {0,2}\\S");

  private static final Pattern CODE =
      Pattern.compile("(?m)^ {6}CodeUri: functions/([a-z]+)/target/function\\.zip\\R");
  private static final Pattern HANDLER = Pattern.compile("(?m)^ {6}Handler: (\\S+)\\R");
  private static final Pattern SNAP_START = Pattern.compile("(?m)^ {6}SnapStart: .*\\R");
  private static final Pattern OWN_NAME = Pattern.compile("(?m)^ {6}FunctionName: ");
  private static final Pattern MEMORY = Pattern.compile("(?m)^ {6}MemorySize: (\\d+)$");
  private static final Pattern USUAL_MEMORY = Pattern.compile("(?m)^ {4}MemorySize: (\\d+)$");
  private static final Pattern RUNTIME = Pattern.compile("(?m)^ {4}Runtime: (\\S+)\\R");

  private final String template;
  private final Set<String> chosen;
  private final Set<String> left;
  private final String usualMemory;
  private final String runtime;

  private ImageVariant(String template, Collection<String> chosen) {
    this.template = template;
    this.chosen = Set.copyOf(chosen);
    this.left = new TreeSet<>(chosen);
    this.left.remove(ALL);
    this.usualMemory = found(USUAL_MEMORY, template, "Globals").group(1);
    this.runtime = found(RUNTIME, template, "Globals").group(1);
  }

  /**
   * Returns a template in which these functions are images.
   *
   * @param functions logical ids, or {@link #ALL}
   * @throws UserFault if there is no such function, or if one has a name of its own
   */
  static String of(String template, Collection<String> functions) {
    return new ImageVariant(template, functions).made();
  }

  private String made() {
    var text = new StringBuilder();
    var at = 0;
    for (var resource : RESOURCE.matcher(template).results().toList()) {
      text.append(template, at, resource.end());
      var end = END.matcher(template);
      at = end.find(resource.end()) ? end.start() : template.length();
      text.append(function(resource.group(1), template.substring(resource.end(), at)));
    }
    text.append(template, at, template.length());
    if (!left.isEmpty()) {
      throw new UserFault("template.yaml has no function " + String.join(", ", left));
    }
    // SAM would give the runtime to images, too, and refuse them.
    return RUNTIME.matcher(text).replaceFirst("");
  }

  private String function(String name, String written) {
    left.remove(name);
    var code = found(CODE, written, name);
    // To change its package, CloudFormation replaces a function, which needs another name.
    var hasOwnName = OWN_NAME.matcher(written).find();
    if (hasOwnName && chosen.contains(name)) {
      throw new UserFault(name + " has a name of its own, so it must stay a zip");
    }
    if (hasOwnName || (!chosen.contains(ALL) && !chosen.contains(name))) {
      return written.replace(code.group(), code.group() + "      Runtime: " + runtime + "\n");
    }
    var handler = found(HANDLER, written, name);
    var memory = MEMORY.matcher(written).results().map(each -> each.group(1)).findFirst();
    var image =
        List.of(
            "      PackageType: Image",
            "      ImageConfig:",
            "        EntryPoint: [/usr/bin/java, %s, -XX:AOTCache=%s.aot, \"@java.options\"]"
                .formatted(heap(memory.orElse(usualMemory)), name),
            "        Command: [\"%s\"]".formatted(handler.group(1)));
    var metadata =
        List.of(
            "    Metadata:",
            "      Dockerfile: functions/Dockerfile",
            "      DockerContext: .",
            "      DockerTag: " + code.group(1),
            "      DockerBuildArgs: { CAPABILITY: %s }".formatted(code.group(1)));
    var rest = SNAP_START.matcher(HANDLER.matcher(written).replaceFirst("")).replaceFirst("");
    return lines(metadata) + rest.replace(code.group(), lines(image));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String heap(String megabytes) {
    return "-Xmx%sm".formatted(Integer.parseInt(megabytes) * HEAP / 100);
  }

  private static MatchResult found(Pattern pattern, String text, String where) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new UserFault("template.yaml: %s has no line %s".formatted(where, pattern.pattern()));
    }
    return matcher.toMatchResult();
  }
}
