package dev.keyshelf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Calls of AWS with an operator's own credentials. No function makes them. */
public final class OperatorCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int ACCEPTED = 202;

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
    var request =
        SdkHttpRequest.builder()
            .uri(clients.serviceEndpoint("AWS_ENDPOINT_URL_LAMBDA", "lambda"))
            .encodedPath("/2015-03-31/functions/" + function + "/invocations")
            .putHeader("Content-Type", "application/json")
            .putHeader("X-Amz-Invocation-Type", "Event");
    qualifier.ifPresent(alias -> request.putRawQueryParameter("Qualifier", alias));
    var answer = clients.json("Lambda", "lambda", TIMEOUT).post(request, event);
    if (answer.head().statusCode() != ACCEPTED) {
      throw new IllegalStateException("Lambda: " + answer.text());
    }
  }
}
