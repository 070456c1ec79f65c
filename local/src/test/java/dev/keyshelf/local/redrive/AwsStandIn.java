package dev.keyshelf.local.redrive;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.aws.OperatorCalls;
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

/**
 * A stack with one standard queue, as CloudFormation, SQS and Lambda document their answers. It
 * refuses requests that are not signed.
 */
final class AwsStandIn implements AutoCloseable {
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

  final List<String> started = new ArrayList<>();
  private final Map<String, Held> messages = new LinkedHashMap<>();
  private final Map<String, String[]> resources = new LinkedHashMap<>();
  private final HttpServer server;
  private boolean lambdaRefuses;

  AwsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    for (var queue : List.of("DeadLetters", "WakesDeadLetters", "Wakes")) {
      resource(queue, "AWS::SQS::Queue", url() + "000000000000/" + queue);
    }
  }

  void resource(String logicalId, String type, String physicalId) {
    resources.put(logicalId, new String[] {type, physicalId});
  }

  void message(String id, String body, String error) {
    messages.put(id, new Held(body, error));
  }

  void refuseInvocations() {
    lambdaRefuses = true;
  }

  /** Returns the ids of the messages that the next reader gets. */
  List<String> visible() {
    return messages.entrySet().stream()
        .filter(each -> !each.getValue().hidden)
        .map(Map.Entry::getKey)
        .toList();
  }

  OperatorCalls calls() {
    return OperatorCalls.of(
        Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL_CLOUDFORMATION", url(),
            "AWS_ENDPOINT_URL_LAMBDA", url()));
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      var body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var signed = String.valueOf(http.getRequestHeaders().getFirst("Authorization"));
      if (!signed.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")) {
        answer(
            http, 403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
      } else if (http.getRequestURI().getPath().startsWith("/2015-03-31/functions/")) {
        invoke(http, body);
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
    started.add(
        "%s %s %s"
            .formatted(
                http.getRequestURI(),
                http.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
                event));
    answer(http, 202, "");
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
  }
}
