package dev.keyshelf.interop;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of {@code docs/issuers}, as a reader follows it.
 *
 * @param name of its file, without the ending
 * @param token the claims of its example
 * @param parameters of its deploy, by name
 * @param explain the words of its command that explains a token, behind {@code ./keyshelf}
 */
record IssuerPage(
    String name, Map<String, Object> token, Map<String, String> parameters, List<String> explain) {
  private static final Path FOLDER =
      Path.of(System.getProperty("keyshelf.root")).resolve("docs/issuers");
  private static final String ENDING = ".md";

  /** What a shell makes one word of: text, text in single quotes, a backslash before a line end. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'\\\\]|\\\\(?!\\n))+");

  /** How {@code sam} finds a value: in double quotes, inside which a backslash escapes, or bare. */
  private static final Pattern OVERRIDE =
      Pattern.compile("([A-Za-z0-9]+)=(?:\"((?:\\\\.|[^\"\\\\])*)\"|([^ \"\\\\]+))");

  /**
   * Parameters that {@code serve} has no options for. The function authorizes if claims are named.
   */
  private static final List<String> OF_THE_STACK = List.of("Authorizer", "Console");

  private static final Map<String, String> OPTIONS =
      Map.of(
          "TokenIssuer", "--issuer",
          "TokenAudience", "--audience",
          "ConsoleClientId", "--client-id");

  /** Returns the names of all pages, in the order of the alphabet. */
  static Stream<String> names() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.equals("README.md"))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  static IssuerPage read(String name) throws IOException, ParseException {
    var text = Files.readString(FOLDER.resolve(name + ENDING));
    return new IssuerPage(
        name,
        JSONObjectUtils.parse(block(text, "## The token")),
        overrides(words(block(text, "## Parameters"))),
        words(block(text, "## The first 200")).stream()
            .skip(1)
            .takeWhile(word -> !word.equals("curl"))
            .toList());
  }

  /** Returns the first block of code below a heading. */
  private static String block(String text, String heading) {
    var lines = text.lines().dropWhile(line -> !line.equals(heading)).toList();
    return String.join(
        "\n",
        lines.stream()
            .dropWhile(line -> !line.startsWith("    "))
            .takeWhile(line -> line.startsWith("    "))
            .toList());
  }

  /** Returns the words of a command, as a shell makes them. */
  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(word -> word.group().replace("'", "")).toList();
  }

  private static Map<String, String> overrides(List<String> words) {
    var found = new LinkedHashMap<String, String>();
    words.stream()
        .filter(word -> word.contains("="))
        .forEach(
            word -> {
              var override = OVERRIDE.matcher(word);
              if (!override.matches()) {
                throw new AssertionError("sam does not take " + word);
              }
              found.put(
                  override.group(1),
                  override.group(2) == null
                      ? override.group(3)
                      : override.group(2).replace("\\\"", "\""));
            });
    return found;
  }

  /** Returns the parameter, which the page must have. */
  String parameter(String wanted) {
    var value = parameters.get(wanted);
    if (value == null) {
      throw new AssertionError("%s.md has no parameter %s".formatted(name, wanted));
    }
    return value;
  }

  /** Returns the group that has a role of Keyshelf, which is the role itself without a map. */
  String group(String role) {
    var map = parameters.get("RoleMap");
    if (map == null) {
      return role;
    }
    try {
      return JSONObjectUtils.parse(map).entrySet().stream()
          .filter(entry -> List.of(role).equals(entry.getValue()))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no group of %s.md has %s".formatted(name, role)))
          .getKey();
    } catch (ParseException e) {
      throw new AssertionError("the RoleMap of %s.md is not JSON".formatted(name), e);
    }
  }

  /**
   * Returns the parameters as options of {@code serve}.
   *
   * @param issuer the address that takes the place of the page's issuer
   */
  List<String> options(String issuer) {
    var options = new ArrayList<String>();
    parameters.forEach(
        (parameter, value) -> {
          if (!OF_THE_STACK.contains(parameter)) {
            options.add(OPTIONS.getOrDefault(parameter, hyphenated(parameter)));
            options.add(parameter.equals("TokenIssuer") ? issuer : value);
          }
        });
    return options;
  }

  /** Returns the words of the command that explains a token of another address of the issuer. */
  List<String> explain(String issuer, String token) {
    return explain.stream()
        .map(
            word ->
                word.equals("\"$TOKEN\"")
                    ? token
                    : word.equals(parameter("TokenIssuer")) ? issuer : word)
        .toList();
  }

  private static String hyphenated(String parameter) {
    return "-" + parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
