package dev.keyshelf.local.commands;

import dev.keyshelf.local.dashboard.Dashboard;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints template.yaml with one of two authorizers, with functions as container images, or with its
 * dashboard made again. SAM takes an authorizer's type from its properties and its name from each
 * route, and a function's package from its properties, so that no parameter of a stack can choose
 * them.
 */
@Command(
    name = "template",
    description =
        "Prints template.yaml with the authorizer that you choose or with functions as container"
            + " images, for SAM, or with its dashboard made again from its functions, queues,"
            + " tables and alarms.")
public final class TemplateCommand implements Runnable {
  private static final String GATEWAY = "gateway";
  private static final String FUNCTION = "function";

  private static final Pattern AUTHORIZERS =
      Pattern.compile("(?m)^        Authorizers:\\R(?: {10}.*\\R)+");

  private static final Pattern CHOICE =
      Pattern.compile("(?<=\\n  Authorizer:\\n    Type: String\\n    Default: )gateway\\b");

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Option(
      names = "--authorizer",
      paramLabel = "gateway|function",
      description =
          "Who checks tokens: the API's own JWT authorizer, or the function AuthorizeToken.")
  private String authorizer = "";

  @Option(
      names = "--dashboard",
      description =
          "Makes the dashboard again. Write the output to a new file, and move that to"
              + " template.yaml.")
  private boolean makesDashboard;

  @Option(
      names = "--images",
      split = ",",
      paramLabel = "all|FUNCTION",
      description =
          "Functions that are container images with a cache of their classes, separated by commas.")
  private List<String> images = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public void run() {
    if (authorizer.isEmpty() && images.isEmpty() && !makesDashboard) {
      throw new UserFault("name --authorizer, --images or --dashboard");
    }
    var written = makesDashboard ? Dashboard.renewed(Settings.defaultTemplate()) : read();
    var authorized =
        switch (authorizer) {
          case GATEWAY, "" -> written;
          case FUNCTION -> byFunction(written);
          default ->
              throw new UserFault(
                  "--authorizer must be gateway or function, was '%s'".formatted(authorizer));
        };
    var out = spec.commandLine().getOut();
    out.print(images.isEmpty() ? authorized : ImageVariant.of(authorized, images));
    out.flush();
  }

  private static String read() {
    try {
      return Files.readString(Settings.defaultTemplate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a template whose authorizers ask the function.
   *
   * @throws UserFault if the template's authorizers are not found
   */
  static String byFunction(String template) {
    var authorizers = AUTHORIZERS.matcher(template);
    var choice = CHOICE.matcher(template);
    if (!authorizers.find() || !choice.find()) {
      throw new UserFault("template.yaml has no authorizers, or no parameter Authorizer");
    }
    var replaced = authorizers.replaceFirst(asking());
    return CHOICE
        .matcher(replaced)
        .replaceFirst(FUNCTION)
        .replaceFirst("AllowedValues: \\[gateway\\]", "AllowedValues: [function]");
  }

  private static String asking() {
    try (var lines = TemplateCommand.class.getResourceAsStream("function-authorizers.yaml")) {
      if (lines == null) {
        throw new IllegalStateException("function-authorizers.yaml is missing");
      }
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).replace("$", "\\$");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
