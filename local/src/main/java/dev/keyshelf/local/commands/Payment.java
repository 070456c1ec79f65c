package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a grant pays. */
final class Payment {
  private static final Pattern LINE =
      Pattern.compile("([1-9][0-9]?)(?::([1-9][0-9]{0,8}))?(?:=([0-9.]+) ?([A-Z]{3}))?");

  @Option(
      names = "--pays",
      paramLabel = "TERMS",
      description = "For a GRANT: TERMS credits each line as its terms say.")
  private @Nullable String pays;

  @Option(
      names = "--line",
      paramLabel = "LINE",
      description =
          "For a GRANT: a line of the order, instead of the lines that the partner asked for. 1 is"
              + " all of line 1, 1:3 is 3 units of it, and '1:3=94.30 USD' credits this amount."
              + " If one line has an amount, each needs one. Repeat for several lines.")
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
      throw new UserFault(
          "--line must look like 1, 1:3 or '1:3=94.30 USD', was '%s'".formatted(text));
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
