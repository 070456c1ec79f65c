package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.Route;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OpenApiContractTest {
  private static final String JSON = "application/json";

  private static final String PROBLEM = "application/problem+json";
  private static final String CUSTOMER =
      """
      {"customerId":"01KB9Q5T3M8N4P6R7S9V1W2X3Y","companyName":"Northwind Traders",\
      "tenantId":"72f988bf-86f1-41af-91ab-2d7cd011db47","domain":"northwind.example",\
      "market":"US","createdAt":"2026-11-21T09:30:00.123Z"}\
      """;

  private final Path template = Settings.defaultTemplate();
  private final Contract contract = Contract.of(template.resolveSibling("docs/openapi.yaml"));

  private Map<String, String> functionsByRoute() {
    Map<String, String> functions = new HashMap<>();
    for (var function : Template.read(template).functions()) {
      function.routes().forEach(route -> functions.put(name(route), function.name()));
    }
    return functions;
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static String problem(String code, int status) {
    return """
    {"type":"https://keyshelf.dev/problems/%1$s","title":"A title","status":%2$d,"code":"%1$s",\
    "detail":"A detail.","instance":"urn:request:JKJaXmPLvHcESHA="}\
    """
        .formatted(code, status);
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void theOperationsAreExactlyTheRoutesOfTheTemplate() {
    assertThat(contract.operations())
        .containsOnlyKeys(functionsByRoute().keySet().toArray(String[]::new));
  }

  @Test
  void everyOperationIsNamedAfterItsFunction() {
    functionsByRoute()
        .forEach(
            (route, function) ->
                assertThat(contract.operation(route).path("operationId").asText())
                    .as(route)
                    .startsWith(Character.toLowerCase(function.charAt(0)) + function.substring(1)));
    assertThat(contract.operations().values().stream().map(each -> each.path("operationId")))
        .doesNotHaveDuplicates();
  }

  @Test
  void anOperationNeedsATokenExactlyWhenItsRouteDoes() {
    for (var function : Template.read(template).functions()) {
      for (var route : function.routes()) {
        var security = contract.operation(name(route)).path("security");
        assertThat(security.isArray()).as(name(route)).isTrue();
        assertThat(!security.isEmpty()).as(name(route)).isEqualTo(route.authorized());
      }
    }
  }

  @Test
  void everyOperationDocumentsASuccess() {
    contract
        .operations()
        .forEach(
            (route, operation) ->
                assertThat(operation.path("responses").properties())
                    .as(route)
                    .anyMatch(response -> response.getKey().matches("[23]..")));
  }

  @Test
  void everyExampleConformsToItsSchema() {
    var contents = new ArrayList<JsonNode>();
    gather(contract.document(), "content", contents);
    var faults = new ArrayList<String>();
    for (var content : contents) {
      for (var media : content.properties()) {
        var example = media.getValue().path("example");
        if (!example.isMissingNode()) {
          contract.faultsOf(media.getValue().path("schema"), example).stream()
              .map(fault -> example + ": " + fault)
              .forEach(faults::add);
        } else if (!media.getKey().equals("text/html")) {
          faults.add("no example: " + media);
        }
      }
    }
    assertThat(contents).isNotEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyObjectInJsonListsWhatItMayHold() {
    for (var schema : contract.document().at("/components/schemas").properties()) {
      if (schema.getKey().equals("StartForm")) {
        continue; // The API ignores unknown fields of a form.
      }
      var open = new ArrayList<String>();
      gatherOpenObjects(schema.getValue(), schema.getKey(), open);
      assertThat(open).isEmpty();
    }
  }

  @Test
  void listsTheCodesOfProblems() {
    assertThat(texts(contract.document().at("/components/schemas/ProblemCode/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).toList());
  }

  @Test
  void everyCodeIsExplainedWithItsStatusAndMarkedWhenItIsRecorded() throws IOException {
    var page = Files.readString(template.resolveSibling("docs/problems.md"));
    var rows =
        Pattern.compile("(?m)^\\| `[a-z-]+`(?: ✎)? \\| [0-9]{3} \\|")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values())
                .map(
                    code ->
                        "| `%s`%s | %s |"
                            .formatted(code, code.isRecorded() ? " ✎" : "", code.status()))
                .toList());
  }

  @Test
  void acceptsAConformingAnswer() {
    assertThat(contract.faults("POST", "/v1/customers", 201, JSON, CUSTOMER)).isEmpty();
    assertThat(
            contract.faults(
                "GET", "/v1/customers?limit=1", 200, JSON, "{\"items\":[" + CUSTOMER + "]}"))
        .isEmpty();
  }

  @Test
  void namesEachFaultOfABody() {
    var body =
        CUSTOMER
            .replace("\"market\":\"US\",", "")
            .replace("companyName", "name")
            .replace("2026-11-21T09:30:00.123Z", "yesterday");

    assertThat(contract.faults("GET", "/v1/customers/c", 200, JSON, body))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(fault -> fault.startsWith("GET /v1/customers/{customerId}: 200: "))
        .anyMatch(fault -> fault.contains("'market'"))
        .anyMatch(fault -> fault.contains("'companyName'"))
        .anyMatch(fault -> fault.contains("'name'"))
        .anyMatch(fault -> fault.contains("createdAt"));
  }

  @Test
  void refusesAStatusAMediaTypeOrABodyThatIsNotDocumented() {
    assertThat(contract.faults("GET", "/v1/customers", 206, JSON, "{}"))
        .containsExactly("GET /v1/customers: 206: the status is not documented");
    assertThat(contract.faults("GET", "/v1/customers", 200, "text/csv", "a,b"))
        .containsExactly("GET /v1/customers: 200: the media type 'text/csv' is not documented");
    assertThat(contract.faults("GET", "/v1/customers", 200, JSON, ""))
        .containsExactly("GET /v1/customers: 200: no body where one is documented");
    assertThat(contract.faults("GET", "/v1/customers", 200, JSON, "{} {}"))
        .containsExactly("GET /v1/customers: 200: the body is not one JSON value");
    assertThat(contract.faults("GET", "/d/t/d", 307, "text/plain", "here"))
        .containsExactly("GET /d/{token}/{download}: 307: a body where none is documented");
    assertThat(contract.faults("HEAD", "/d/t", 200, "text/html", "<p>"))
        .containsExactly("HEAD /d/{token}: 200: a body where none is documented");
  }

  @Test
  void refusesACodeThatItsOperationDoesNotName() {
    assertThat(contract.faults("POST", "/v1/customers", 409, PROBLEM, problem("domain-taken", 409)))
        .isEmpty();
    assertThat(contract.faults("POST", "/v1/customers", 409, PROBLEM, problem("has-no-keys", 410)))
        .containsExactly(
            "POST /v1/customers: 409: the code 'has-no-keys' is not documented here",
            "POST /v1/customers: 409: the member status is 410");
  }

  @Test
  void acceptsTheGatewaysOwnAnswers() {
    assertThat(contract.faults("GET", "/v1/customers", 401, JSON, "{\"message\":\"Unauthorized\"}"))
        .isEmpty();
    assertThat(contract.faults("PUT", "/v1/customers", 404, JSON, "{\"message\":\"Not Found\"}"))
        .isEmpty();
    assertThat(contract.faults("PUT", "/v1/customers", 200, JSON, "{}"))
        .containsExactly(
            "PUT /v1/customers: 200: no operation is documented for this method and path");
  }

  @Test
  void acceptsRedirectsAndHeadAnswersWithoutABody() {
    assertThat(contract.faults("POST", "/d/t", 303, "text/plain", "")).isEmpty();
    assertThat(contract.faults("HEAD", "/d/t/d", 200, "application/octet-stream", new byte[0]))
        .isEmpty();
  }

  private static void gather(JsonNode node, String member, List<JsonNode> found) {
    for (var each : node.properties()) {
      if (each.getKey().equals(member)) {
        found.add(each.getValue());
      }
    }
    node.forEach(inner -> gather(inner, member, found));
  }

  private static void gatherOpenObjects(JsonNode schema, String place, List<String> open) {
    if (schema.path("type").asText().equals("object")
        && !schema.path("additionalProperties").isBoolean()) {
      open.add(place);
    }
    for (var member : schema.properties()) {
      gatherOpenObjects(member.getValue(), place + "/" + member.getKey(), open);
    }
    for (int i = 0; schema.isArray() && i < schema.size(); i++) {
      gatherOpenObjects(schema.get(i), place + "/" + i, open);
    }
  }
}
