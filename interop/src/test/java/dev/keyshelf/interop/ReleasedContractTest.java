package dev.keyshelf.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contract beside that of the last release. */
final class ReleasedContractTest {
  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));
  private static final Path CONTRACT = ROOT.resolve("docs/openapi.yaml");
  private static final String CUSTOMER = "/components/schemas/Customer";
  private static final String NEW_CUSTOMER = "/components/schemas/NewCustomer";
  private static final String CREATE = "/paths/~1v1~1customers/post";

  private final ObjectNode contract = ComparableContract.read(CONTRACT);

  /** Returns the contract of the last release. */
  private static Path lastRelease() throws IOException {
    try (var folders = Files.list(ROOT.resolve("releases"))) {
      return folders
          .filter(Files::isDirectory)
          .max(Comparator.comparing(ReleasedContractTest::numbers, Arrays::compare))
          .orElseThrow()
          .resolve("openapi.yaml");
    }
  }

  /** Returns a folder's version such that 0.10.0 comes after 0.9.0. */
  private static int[] numbers(Path folder) {
    return Arrays.stream(folder.getFileName().toString().split("\\."))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static ContractChange change(ObjectNode earlier, ObjectNode later) {
    return new ContractChange(ComparableContract.of(earlier), ComparableContract.of(later));
  }

  @Test
  void breaksNoClientOfTheLastReleaseUnlessItsVersionSaysSo() throws IOException {
    var change = change(ComparableContract.read(lastRelease()), contract);

    if (!change.mayBreak()) {
      assertThat(change.breaking())
          .as("breaks clients of %s: raise the version", change.earlier().version())
          .isEmpty();
    }
  }

  @Test
  void findsNothingInTheContractItself() {
    assertThat(change(contract, contract).breaking()).isEmpty();
  }

  @Test
  void findsEachKindOfBreakingChange() {
    var changes = new TreeMap<String, Consumer<ObjectNode>>();
    changes.put("operation removed", spoilt -> at(spoilt, "/paths/~1v1~1customers").remove("get"));
    changes.put("path removed", spoilt -> at(spoilt, "/paths").remove("/v1/activity"));
    changes.put("status removed", spoilt -> at(spoilt, CREATE + "/responses").remove("201"));
    changes.put(
        "media type removed",
        spoilt -> at(spoilt, "/paths/~1v1~1activity/get/responses/200/content").remove("text/csv"));
    changes.put(
        "header removed",
        spoilt -> at(spoilt, CREATE + "/responses/201/headers").remove("Location"));
    changes.put(
        "field of an answer removed",
        spoilt -> {
          at(spoilt, CUSTOMER + "/properties").remove("domain");
          without(spoilt, CUSTOMER + "/required", "domain");
        });
    changes.put(
        "field of an answer no longer promised",
        spoilt -> without(spoilt, CUSTOMER + "/required", "domain"));
    changes.put(
        "field of an answer of another type",
        spoilt -> at(spoilt, CUSTOMER + "/properties/domain").put("type", "integer"));
    changes.put(
        "field of an answer may be null",
        spoilt ->
            at(spoilt, CUSTOMER + "/properties/domain").putArray("type").add("string").add("null"));
    changes.put(
        "field of a request never null",
        spoilt -> at(spoilt, "/components/schemas/ContactChange").put("type", "object"));
    changes.put(
        "constant changed",
        spoilt ->
            at(spoilt, "/components/schemas/SupportLine/properties/line").put("type", "string"));
    changes.put(
        "field of a request required",
        spoilt -> {
          at(spoilt, NEW_CUSTOMER + "/properties").putObject("size").put("type", "string");
          ((ArrayNode) spoilt.at(NEW_CUSTOMER + "/required")).add("size");
        });
    changes.put(
        "field of a request removed",
        spoilt -> at(spoilt, NEW_CUSTOMER + "/properties").remove("contact"));
    changes.put(
        "value of a request removed",
        spoilt -> ((ArrayNode) spoilt.at("/components/schemas/ReasonCode/enum")).remove(0));
    changes.put(
        "text of a request shortened",
        spoilt -> at(spoilt, NEW_CUSTOMER + "/properties/companyName").put("maxLength", 10));
    changes.put("parameter required", spoilt -> parameter(spoilt).put("required", true));
    changes.put(
        "token needed",
        spoilt ->
            at(spoilt, "/paths/~1d~1{token}/get").set("security", spoilt.at(CREATE + "/security")));

    changes.forEach((name, spoil) -> assertThat(breaking(spoil)).as(name).isNotEmpty());
  }

  @Test
  void letsAdditionsPass() {
    var changes = new TreeMap<String, Consumer<ObjectNode>>();
    changes.put(
        "path",
        added -> at(added, "/paths").set("/v1/new", added.at("/paths/~1v1~1customers").deepCopy()));
    changes.put(
        "field of an answer",
        added -> at(added, CUSTOMER + "/properties").putObject("size").put("type", "string"));
    changes.put(
        "value in an answer",
        added -> ((ArrayNode) added.at("/components/schemas/OrderState/enum")).add("HELD"));
    changes.put(
        "field of a request",
        added -> at(added, NEW_CUSTOMER + "/properties").putObject("size").put("type", "string"));
    changes.put("parameter", added -> parameter(added).put("required", false));
    changes.put("description", added -> at(added, CUSTOMER).put("description", "Who buys."));

    changes.forEach((name, add) -> assertThat(breaking(add)).as(name).isEmpty());
  }

  private List<String> breaking(Consumer<ObjectNode> edit) {
    var edited = contract.deepCopy();
    edit.accept(edited);
    assertThat(edited).isNotEqualTo(contract);
    return change(contract, edited).breaking();
  }

  private static ObjectNode at(ObjectNode document, String pointer) {
    assertThat(document.at(pointer).isObject()).as(pointer).isTrue();
    return (ObjectNode) document.at(pointer);
  }

  private static void without(ObjectNode document, String pointer, String text) {
    var list = (ArrayNode) document.at(pointer);
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).asText().equals(text)) {
        list.remove(i);
      }
    }
  }

  private static ObjectNode parameter(ObjectNode document) {
    var parameter = ((ArrayNode) document.at("/paths/~1v1~1activity/get/parameters")).addObject();
    parameter.put("name", "size").put("in", "query").putObject("schema").put("type", "string");
    return parameter;
  }

  @Test
  void aRaisedMinorVersionMayBreakBeforeTheFirstMajorOneAndNoneAfter() {
    assertThat(mayBreak("0.1.0", "0.1.1")).isFalse();
    assertThat(mayBreak("0.1.9", "0.2.0")).isTrue();
    assertThat(mayBreak("0.9.0", "1.0.0")).isTrue();
    assertThat(mayBreak("1.2.0", "1.10.0")).isFalse();
    assertThat(mayBreak("1.2.0", "2.0.0")).isTrue();
  }

  private boolean mayBreak(String earlier, String later) {
    return change(versioned(earlier), versioned(later)).mayBreak();
  }

  private ObjectNode versioned(String version) {
    var versioned = contract.deepCopy();
    at(versioned, "/info").put("version", version);
    return versioned;
  }
}
