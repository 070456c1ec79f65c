package dev.keyshelf.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The HTTP API as an OpenAPI 3.1 document describes it, to validate answers. Each body is validated
 * against its schema, including formats. The description of a problem's response must name the
 * problem's code in backquotes.
 */
public final class Contract {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode document;
  private final Map<String, JsonNode> operations = new TreeMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private record Route(String method, String template, Pattern path, JsonNode operation) {
    static Route of(String method, String template, JsonNode operation) {
      var segments =
          template
              .replace(".", "\\.")
              .replaceAll("\\{[^/]+\\+}", ".+")
              .replaceAll("\\{[^/]+}", "[^/]+");
      var path = Pattern.compile(segments);
      return new Route(method, template, path, operation);
    }

    /** Counts variables; a greedy one counts 10 more, so that its path is tried last. */
    long variables() {
      var greedy = template.endsWith("+}") ? 10 : 0;
      return greedy + template.chars().filter(each -> each == '{').count();
    }
  }

  private Contract(JsonNode document) {
    this.document = document;
    for (var path : document.path("paths").properties()) {
      for (var member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          var method = member.getKey().toUpperCase(Locale.ROOT);
          operations.put(method + " " + path.getKey(), member.getValue());
          routes.add(Route.of(method, path.getKey(), member.getValue()));
        }
      }
    }
    routes.sort(Comparator.comparingLong(Route::variables));
  }

  /** Reads an OpenAPI document. */
  public static Contract of(Path openapiYaml) {
    try (Reader reader = Files.newBufferedReader(openapiYaml, StandardCharsets.UTF_8)) {
      var options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Object tree = new Yaml(new SafeConstructor(options)).load(reader);
      return new Contract(new ObjectMapper().valueToTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the whole document. */
  public JsonNode document() {
    return document;
  }

  /** Returns the operations by method and path, such as {@code GET /v1/customers/{customerId}}. */
  public Map<String, JsonNode> operations() {
    return Map.copyOf(operations);
  }

  /** Returns the operation with this method and path, or a missing node if there is none. */
  public JsonNode operation(String methodAndPath) {
    return operations.getOrDefault(methodAndPath, MissingNode.getInstance());
  }

  /** Finds the operation that serves a request. The path may have a query, which is ignored. */
  public Optional<String> operationOf(String method, String path) {
    var bare = path.split("\\?", 2)[0];
    return routes.stream()
        .filter(each -> each.method().equals(method) && each.path().matcher(bare).matches())
        .findFirst()
        .map(each -> each.method() + " " + each.template());
  }

  /** Returns the parameters of an operation and of its path, with references resolved. */
  public List<JsonNode> parameters(String methodAndPath) {
    var path = methodAndPath.substring(methodAndPath.indexOf(' ') + 1);
    var parameters = new ArrayList<JsonNode>();
    document.path("paths").path(path).path("parameters").forEach(parameters::add);
    operation(methodAndPath).path("parameters").forEach(parameters::add);
    return parameters.stream().map(this::resolved).toList();
  }

  /** Validates an answer; see {@link #faults(String, String, int, String, String)}. */
  public List<String> faults(
      String method, String path, int status, String contentType, byte[] body) {
    return faults(method, path, status, contentType, new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Validates an answer. Returns one line for each fault, or an empty list if there is none.
   *
   * @param path the path as it was sent, with or without a query
   * @param contentType the media type; may be empty if there is no body
   */
  public List<String> faults(
      String method, String path, int status, String contentType, String body) {
    var bare = path.split("\\?", 2)[0];
    var mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    var route =
        routes.stream()
            .filter(each -> each.method().equals(method) && each.path().matcher(bare).matches())
            .findFirst();
    var faults =
        route.isPresent()
            ? faultsOf(route.get(), status, mediaType, body)
            : faultsWithoutRoute(method, status, mediaType, body);
    var place = "%s %s: %s: ".formatted(method, route.map(Route::template).orElse(bare), status);
    return faults.stream().map(place::concat).toList();
  }

  /** Validates a value against a schema of the document. Returns one line for each fault. */
  public List<String> faultsOf(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** Resolves a reference. A description beside the reference replaces that of its target. */
  public JsonNode resolved(JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    JsonNode target = document.at(node.path("$ref").asText().substring(1));
    if (!(target instanceof ObjectNode object)) {
      throw new IllegalStateException("the document has nothing at " + node.path("$ref").asText());
    }
    ObjectNode copy = object.deepCopy();
    if (node.has("description")) {
      copy.set("description", node.path("description"));
    }
    return copy;
  }

  private List<String> faultsOf(Route route, int status, String mediaType, String body) {
    JsonNode documented = route.operation().path("responses").path(Integer.toString(status));
    if (documented.isMissingNode()) {
      return List.of("the status is not documented");
    }
    var response = resolved(documented);
    var content = response.path("content");
    if (route.method().equals("HEAD") || content.isEmpty()) {
      return body.isEmpty() ? List.of() : List.of("a body where none is documented");
    }
    if (body.isEmpty()) {
      return List.of("no body where one is documented");
    }
    if (!content.has(mediaType)) {
      return List.of("the media type '%s' is not documented".formatted(mediaType));
    }
    if (!isJson(mediaType)) {
      return List.of();
    }
    var value = parsed(body);
    if (value.isEmpty()) {
      return List.of("the body is not one JSON value");
    }
    var faults = new ArrayList<>(faultsOf(content.path(mediaType).path("schema"), value.get()));
    if (mediaType.equals("application/problem+json")) {
      faults.addAll(faultsOfProblem(response, status, value.get()));
    }
    return faults;
  }

  private static List<String> faultsOfProblem(JsonNode response, int status, JsonNode problem) {
    var faults = new ArrayList<String>();
    var code = problem.path("code").asText();
    if (!response.path("description").asText().contains("`" + code + "`")) {
      faults.add("the code '%s' is not documented here".formatted(code));
    }
    if (problem.path("status").asInt() != status) {
      faults.add("the member status is " + problem.path("status"));
    }
    return faults;
  }

  /** Accepts the gateway's own 404, which is documented outside the operations. */
  private List<String> faultsWithoutRoute(
      String method, int status, String mediaType, String body) {
    var gateways = JSON.createObjectNode().put("$ref", "#/components/schemas/GatewayMessage");
    var isGateways =
        status == 404
            && mediaType.equals("application/json")
            && (method.equals("HEAD")
                || parsed(body).filter(value -> faultsOf(gateways, value).isEmpty()).isPresent());
    return isGateways ? List.of() : List.of("no operation is documented for this method and path");
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return registry.getSchema(whole);
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      JsonNode value = JSON.readTree(body);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }
}
