package dev.keyshelf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Calls of AWS with an operator's own credentials. No function makes them. */
public final class OperatorCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int ACCEPTED = 202;

  /** A function runs for 15 minutes at most. */
  private static final Duration INVOCATION = Duration.ofMinutes(16);

  /** An installation medium takes that long on a slow line. The sockets have timeouts, too. */
  private static final String ATTEMPT = "PT1H";

  private final Clients clients;

  private OperatorCalls(Clients clients) {
    this.clients = clients;
  }

  /**
   * Calls with the region, the credentials and perhaps the endpoints that the SDK's own variables
   * name.
   */
  public static OperatorCalls of(Map<String, String> variables) {
    return new OperatorCalls(new Clients(new Environment(variables, false)));
  }

  /**
   * Calls with these credentials, and with the region and perhaps the endpoints that the SDK's own
   * variables name.
   */
  public static OperatorCalls of(
      Map<String, String> variables, AwsCredentialsProvider credentials) {
    Map<String, String> patient = new HashMap<>(variables);
    patient.put("KEYSHELF_ATTEMPT_TIMEOUT", ATTEMPT);
    return new OperatorCalls(new Clients(new Environment(patient, false), credentials));
  }

  /** Returns a client of the tables. The caller closes it. */
  public DynamoDbClient dynamoDb() {
    return clients.dynamoDb();
  }

  /** Returns a client of the buckets. The caller closes it. */
  public S3Client s3() {
    return clients.s3ForParts();
  }

  /**
   * Returns a queue.
   *
   * @param url the queue's URL, which is its endpoint, too, unless a variable names another one
   */
  public SqsQueue queue(String url) {
    return new SqsQueue(
        clients.calls("SQS", "sqs", TIMEOUT), clients.queueEndpoint(URI.create(url)), url);
  }

  /**
   * Finds the resources of a stack.
   *
   * @throws IllegalStateException if there is no such stack, or it may not be read
   */
  public StackResources resources(String stack) {
    var calls = clients.calls("CloudFormation", "cloudformation", TIMEOUT);
    var endpoint = clients.serviceEndpoint("AWS_ENDPOINT_URL_CLOUDFORMATION", "cloudformation");
    Map<String, String> physical = new HashMap<>();
    Map<String, String> logical = new HashMap<>();
    Map<String, String> fields = new TreeMap<>();
    fields.put("Action", "ListStackResources");
    fields.put("Version", "2010-05-15");
    fields.put("StackName", stack);
    Optional<String> next;
    do {
      var answer = calls.answer(endpoint, fields);
      answer
          .all("StackResourceSummaries")
          .forEach(
              each -> {
                var name = each.text("LogicalResourceId").orElse("");
                var id = each.text("PhysicalResourceId").orElse("");
                physical.put(name, id);
                logical.put(id, name);
              });
      next = answer.text("NextToken");
      next.ifPresent(token -> fields.put("NextToken", token));
    } while (next.isPresent());
    return new StackResources(physical, logical);
  }

  /**
   * Has Lambda invoke a function asynchronously, with its usual retries.
   *
   * @param qualifier the alias to invoke; empty for the function itself
   * @throws IllegalStateException if Lambda refuses the event
   */
  public void start(String function, Optional<String> qualifier, String event) {
    var request = invocation(function, qualifier).putHeader("X-Amz-Invocation-Type", "Event");
    var answer = clients.json("Lambda", "lambda", TIMEOUT).post(request, event);
    if (answer.head().statusCode() != ACCEPTED) {
      throw new IllegalStateException(refusal(answer));
    }
  }

  /**
   * Invokes a function once and waits for its answer.
   *
   * @param qualifier the alias to invoke; empty for the function itself
   * @return the JSON of the answer
   * @throws IllegalStateException if Lambda refuses the event, or the function fails
   */
  public String invoke(String function, Optional<String> qualifier, String event) {
    var answer =
        clients.json("Lambda", "lambda", INVOCATION).post(invocation(function, qualifier), event);
    if (!answer.isOk()) {
      throw new IllegalStateException(refusal(answer));
    }
    if (answer.header("X-Amz-Function-Error").isPresent()) {
      throw new IllegalStateException(
          "the function failed: " + text(answer, "errorMessage").orElseGet(answer::body));
    }
    return answer.body();
  }

  private SdkHttpRequest.Builder invocation(String function, Optional<String> qualifier) {
    var request =
        SdkHttpRequest.builder()
            .uri(clients.serviceEndpoint("AWS_ENDPOINT_URL_LAMBDA", "lambda"))
            .encodedPath(
                "/2015-03-31/functions/" + SdkHttpUtils.urlEncode(function) + "/invocations")
            .putHeader("Content-Type", "application/json");
    qualifier.ifPresent(alias -> request.putRawQueryParameter("Qualifier", alias));
    return request;
  }

  private static String refusal(JsonCalls.Answer answer) {
    return "Lambda: "
        + text(answer, "Message").or(() -> text(answer, "message")).orElseGet(answer::text);
  }

  private static Optional<String> text(JsonCalls.Answer answer, String member) {
    return answer.body().startsWith("{")
        ? answer.json().field(member).filter(JsonNode::isString).map(JsonNode::text)
        : Optional.empty();
  }
}
