package dev.keyshelf.interop;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/** What a contract changes of an earlier one, by the tool openapi-diff and rules of its own. */
record ContractChange(ComparableContract earlier, ComparableContract later) {
  /** A new value in an answer is an addition, as a new field is. */
  private static final OpenApiDiffOptions OPTIONS =
      OpenApiDiffOptions.builder()
          .configProperty("incompatible.response.enum.increased", "false")
          .build();

  /** Returns what breaks clients of the earlier contract; empty if nothing does. */
  List<String> breaking() {
    var breaking = new ArrayList<String>();
    var difference = OpenApiCompare.fromContents(earlier.text(), later.text(), null, OPTIONS);
    if (difference.isIncompatible()) {
      breaking.add(rendered(difference));
    }
    // The tool treats these changes as compatible, but a closed schema refuses a removed field.
    gone(
        earlier.requestFields(),
        later.requestFields(),
        "a request may no longer have %s",
        breaking);
    gone(
        earlier.nullableInRequests(),
        later.nullableInRequests(),
        "a request may no longer have null for %s",
        breaking);
    gone(
        later.nullableInAnswers(),
        earlier.nullableInAnswers(),
        "an answer may have null for %s",
        breaking);
    gone(earlier.open(), later.open(), "a token is needed for %s", breaking);
    return breaking;
  }

  /** Tells what is in one set alone, of operations and fields that both contracts have. */
  private void gone(Set<String> before, Set<String> after, String fault, List<String> breaking) {
    var gone = new TreeSet<>(before);
    gone.removeAll(after);
    gone.removeIf(each -> !isKnownToBoth(each));
    gone.forEach(each -> breaking.add(fault.formatted(each)));
  }

  private boolean isKnownToBoth(String place) {
    var field = place.indexOf(" /", place.indexOf(' ') + 1);
    var operation = field < 0 ? place.strip() : place.substring(0, field);
    return earlier.operations().contains(operation) && later.operations().contains(operation);
  }

  private static String rendered(ChangedOpenApi difference) {
    var text = new ByteArrayOutputStream();
    new ConsoleRender().render(difference, new OutputStreamWriter(text, StandardCharsets.UTF_8));
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Returns whether the later version may break clients: 0.2.0 after 0.1.x, 2.0.0 after 1.x. */
  boolean mayBreak() {
    var before = numbers(earlier.version());
    var after = numbers(later.version());
    return after.get(0) > before.get(0)
        || (before.get(0) == 0 && after.get(0) == 0 && after.get(1) > before.get(1));
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList();
  }
}
