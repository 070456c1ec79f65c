package dev.keyshelf.local.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.gateway.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stack {@code shop} with one standard queue, as CloudFormation, SQS, Lambda and DynamoDB's
 * backups document their answers. Functions and tables can be those of a machine. It refuses
 * requests that are not signed by {@code AKIDEXAMPLE} or by the machine's key.
 */
public final class AwsStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A message in the queue, and whether a reader has it. */
  private static final class Held {
    final String body;
    final String error;
    boolean hidden;

    Held(String body, String error) {
      this.body = body;
      this.error = error;
    }
  }

  private final List<String> started = new ArrayList<>();
  private final Map<String, Held> messages = new LinkedHashMap<>();
  private final Map<String, String[]> resources = new LinkedHashMap<>();
  private final HttpServer server;
  private boolean lambdaRefuses;
  private Invocation functions =
      (function, _) -> {
        throw new IllegalStateException(function + " has no code");
      };
  private @Nullable PointInTime tables;
  private Map<String, String> machine = Map.of();

  /** Starts a stack without functions of its own and without tables. */
  public AwsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    for (var queue : List.of("DeadLetters", "WakesDeadLetters", "Wakes")) {
      resource(queue, "AWS::SQS::Queue", url() + "000000000000/" + queue);
    }
  }

  /**
   * Adds the functions and stores of the template.
   *
   * @param environment how the stores are reached
   */
  public AwsStandIn with(
      Template template, Map<String, String> environment, Invocation invocation) {
    functions = invocation;
    machine = environment;
    tables = new PointInTime(environment);
    template
        .functions()
        .forEach(
            each ->
                resource(
                    each.logicalId(),
                    "AWS::Lambda::Function",
                    "shop-%s-1A2B".formatted(each.logicalId())));
    template
        .tables()
        .forEach(each -> resource(each.logicalId(), "AWS::DynamoDB::Table", each.name()));
    template.buckets().forEach(each -> resource(each.logicalId(), "AWS::S3::Bucket", each.name()));
    return this;
  }

  /** Returns the history of the tables. */
  public PointInTime tables() {
    return requireNonNull(tables);
  }

  /** Adds a resource. */
  public void resource(String logicalId, String type, String physicalId) {
    resources.put(logicalId, new String[] {type, physicalId});
  }

  /** Adds a message to the queue. */
  public void message(String id, String body, String error) {
    messages.put(id, new Held(body, error));
  }

  /** Replaces the code of all functions. */
  public void functions(Invocation invocation) {
    functions = invocation;
  }

  /** Takes the permission to invoke functions. */
  public void refuseInvocations() {
    lambdaRefuses = true;
  }

  /** Returns the ids of the messages that the next reader gets. */
  public List<String> visible() {
    return messages.entrySet().stream()
        .filter(each -> !each.getValue().hidden)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns what Lambda was called with: path and alias, kind of invocation, event. */
  public List<String> started() {
    return List.copyOf(started);
  }

  /** Returns the variables with which a command reaches the stack. */
  public Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    all.put("AWS_REGION", "eu-central-1");
    all.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    all.put("AWS_SECRET_ACCESS_KEY", "secret");
    all.putAll(machine);
    all.remove("AWS_ENDPOINT_URL_SQS");
    all.put("AWS_ENDPOINT_URL_CLOUDFORMATION", url());
    all.put("AWS_ENDPOINT_URL_LAMBDA", url());
    all.put("AWS_ENDPOINT_URL_DYNAMODB", url());
    return all;
  }

  /** Opens the stack. */
  public Stack open() {
    return Stack.open(
        "shop", new OperatorAccess(environment(), Optional.empty(), Optional.empty()));
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      var body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var signed = String.valueOf(http.getRequestHeaders().getFirst("Authorization"));
      var target = http.getRequestHeaders().getFirst("X-Amz-Target");
      if (!signed.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
          && !signed.contains("=" + machine.get("AWS_ACCESS_KEY_ID") + "/")) {
        answer(
            http,
            403,
            "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token"
                + " included in the request is invalid.</Message></Error></ErrorResponse>");
      } else if (target != null) {
        var told = tables().answer(target, body);
        answer(http, told.status(), told.body());
      } else if (http.getRequestURI().getPath().startsWith("/2015-03-31/functions/")) {
        invoke(http, body);
      } else if (!form(body).getOrDefault("StackName", "shop").equals("shop")) {
        answer(
            http,
            400,
            "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack"
                + " with id %s does not exist</Message></Error></ErrorResponse>"
                    .formatted(form(body).get("StackName")));
      } else {
        answer(http, 200, query(form(body)));
      }
    }
  }

  private void invoke(HttpExchange http, String event) throws IOException {
    if (lambdaRefuses) {
      answer(http, 403, "{\"Message\":\"not authorized to perform: lambda:InvokeFunction\"}");
      return;
    }
    var kind = http.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    started.add("%s %s %s".formatted(http.getRequestURI(), kind, event));
    if ("Event".equals(kind)) {
      answer(http, 202, "");
      return;
    }
    var name = http.getRequestURI().getPath().split("/")[3];
    var function =
        resources.entrySet().stream()
            .filter(each -> each.getValue()[1].equals(name))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    try {
      var told = functions.invoke(function, event.getBytes(StandardCharsets.UTF_8));
      answer(http, 200, new String(told, StandardCharsets.UTF_8));
    } catch (RuntimeException failed) {
      http.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
      answer(
          http,
          200,
          JSON.createObjectNode()
              .put("errorMessage", failed.getMessage())
              .put("errorType", failed.getClass().getName())
              .toString());
    }
  }

  private String query(Map<String, String> fields) {
    var action = fields.getOrDefault("Action", "");
    var isForEvents = fields.getOrDefault("QueueUrl", "").endsWith("/DeadLetters");
    var result =
        switch (action) {
          case "ListStackResources" -> summaries(!fields.containsKey("NextToken"));
          case "ReceiveMessage" -> isForEvents ? received() : "";
          case "DeleteMessage" -> {
            messages.remove(fields.get("ReceiptHandle"));
            yield "";
          }
          case "ChangeMessageVisibility" -> {
            held(fields.getOrDefault("ReceiptHandle", "")).hidden = false;
            yield "";
          }
          default -> throw new IllegalArgumentException(action);
        };
    return "<%sResponse><%sResult>%s</%sResult></%sResponse>"
        .formatted(action, action, result, action, action);
  }

  /** Two pages, as a large stack has. */
  private String summaries(boolean first) {
    var all = new ArrayList<>(resources.entrySet());
    var half = all.size() / 2;
    var some = first ? all.subList(0, half) : all.subList(half, all.size());
    var xml = new StringBuilder("<StackResourceSummaries>");
    some.forEach(
        each ->
            xml.append(
                "<member><LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType><PhysicalResourceId>%s</PhysicalResourceId></member>"
                    .formatted(each.getKey(), each.getValue()[0], each.getValue()[1])));
    return xml.append("</StackResourceSummaries>")
        .append(first ? "<NextToken>2</NextToken>" : "")
        .toString();
  }

  private Held held(String receipt) {
    return requireNonNull(messages.get(receipt), receipt);
  }

  private String received() {
    var xml = new StringBuilder();
    visible().stream()
        .limit(2)
        .forEach(
            id -> {
              var held = held(id);
              held.hidden = true;
              xml.append(
                  "<Message><MessageId>%s</MessageId><ReceiptHandle>%s</ReceiptHandle><Body>%s</Body>"
                          .formatted(id, id, held.body.replace("&", "&amp;").replace("<", "&lt;"))
                      + "<Attribute><Name>SentTimestamp</Name><Value>1796000000000</Value></Attribute>"
                      + "<MessageAttribute><Name>ErrorMessage</Name><Value><StringValue>%s</StringValue><DataType>String</DataType></Value></MessageAttribute></Message>"
                          .formatted(held.error));
            });
    return xml.toString();
  }

  private static void answer(HttpExchange http, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    http.getResponseBody().write(bytes);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (var field : body.split("&")) {
      var both = field.split("=", 2);
      fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
    if (tables != null) {
      tables.close();
    }
  }
}
