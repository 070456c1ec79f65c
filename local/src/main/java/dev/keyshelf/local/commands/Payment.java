package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a grant pays, as an operator names it on the command line. */
final class Payment {
  private static final Pattern LINE =
      Pattern.compile("([1-9][0-9]?)(?::([1-9][0-9]{0,8}))?(?:=([0-9.]+) ?([A-Z]{3}))?");

  @Option(
      names = "--pays",
      paramLabel = "TERMS",
      description = "With GRANT, TERMS: each line gets what its terms give.")
  private @Nullable String pays;

  @Option(
      names = "--line",
      paramLabel = "LINE",
      description =
          "With GRANT, a line of the order instead of those asked for: 1, or 1:3 for 3 units, or"
              + " '1:3=94.30 USD' for this credit, which then each line has. Repeat it for"
              + " several.")
  private @Nullable List<String> lines;

  void addTo(ObjectNode event) {
    if (lines != null) {
      lines.forEach(line -> addLine(event, line));
    }
    if (pays != null) {
      event.put("pays", pays);
    } else if (lines != null && lines.stream().anyMatch(line -> line.contains("="))) {
      event.put("pays", "AMOUNT");
    }
  }

  private static void addLine(ObjectNode event, String text) {
    var line = LINE.matcher(text);
    if (!line.matches()) {
      throw new UserFault("a line is like 1, 1:3 or '1:3=94.30 USD', not '%s'".formatted(text));
    }
    var each = event.withArrayProperty("lines").addObject();
    each.put("line", Integer.parseInt(line.group(1)));
    if (line.group(2) != null) {
      each.put("quantity", Integer.parseInt(line.group(2)));
    }
    if (line.group(3) != null) {
      each.putObject("credit").put("amount", line.group(3)).put("currency", line.group(4));
    }
  }
}
