package dev.keyshelf.local.stack;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.aws.SqsQueue;
import dev.keyshelf.aws.StackResources;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.local.fault.AwsRefusal;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.gateway.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A stack on AWS, with its resources by their names in template.yaml. What AWS refuses is a {@link
 * UserFault} with one line.
 */
public final class Stack implements Invocation {
  private final String name;
  private final String region;
  private final OperatorCalls calls;
  private final StackResources resources;

  private Stack(String name, String region, OperatorCalls calls, StackResources resources) {
    this.name = name;
    this.region = region;
    this.calls = calls;
    this.resources = resources;
  }

  /**
   * Finds a stack.
   *
   * @throws UserFault if there is no such stack, or it cannot be read
   */
  public static Stack open(String name, OperatorAccess access) {
    var calls = access.calls();
    var region = access.regionName();
    return new Stack(name, region, calls, asked(region, () -> resources(name, region, calls)));
  }

  /** A stack of another region does not exist, so a refusal names the region. */
  private static StackResources resources(String name, String region, OperatorCalls calls) {
    try {
      return calls.resources(name);
    } catch (IllegalStateException refused) {
      throw new IllegalStateException(
          "%s (in %s)".formatted(refused.getMessage(), region), refused);
    }
  }

  /** Returns the stack's name. */
  public String name() {
    return name;
  }

  /** Returns the stack's region. */
  public String region() {
    return region;
  }

  /**
   * Returns the physical id of a resource.
   *
   * @param kind what the resource is, for people
   * @throws UserFault if the stack has no such resource
   */
  public String physical(String kind, String logicalId) {
    return resources
        .physical(logicalId)
        .orElseThrow(
            () -> new UserFault("the stack %s has no %s %s".formatted(name, kind, logicalId)));
  }

  /** Returns the logical id of a resource. */
  public Optional<String> logical(String physicalId) {
    return resources.logical(physicalId);
  }

  /** Returns a queue. */
  public SqsQueue queue(String logicalId) {
    return calls.queue(physical("queue", logicalId));
  }

  /** Returns a client of the tables. The caller closes it. */
  public DynamoDbClient dynamoDb() {
    return calls.dynamoDb();
  }

  /** Returns a client of the buckets. The caller closes it. */
  public S3Client s3() {
    return calls.s3();
  }

  /**
   * Invokes a function once and waits for its answer.
   *
   * @throws UserFault if the stack has no such function, if it may not be invoked, or if it fails
   */
  @Override
  public byte[] invoke(String function, byte[] event) {
    var physical = physical("function", function);
    try {
      return asked(
              () ->
                  calls.invoke(
                      physical, aliasOf(function), new String(event, StandardCharsets.UTF_8)))
          .getBytes(StandardCharsets.UTF_8);
    } catch (UserFault refused) {
      throw new UserFault("%s: %s".formatted(function, refused.getMessage()), refused);
    }
  }

  /** Has a function started with an event, and does not wait for it. */
  public void start(String function, String event) {
    calls.start(physical("function", function), aliasOf(function), event);
  }

  /** SAM names the alias after the function and the alias. A function without versions has none. */
  private Optional<String> aliasOf(String function) {
    return resources.physical(function + "Aliaslive").map(_ -> "live");
  }

  /**
   * Does something that calls AWS.
   *
   * @throws UserFault if AWS refuses it, or does not answer
   */
  public <T> T asked(Supplier<T> work) {
    return asked(region, work);
  }

  private static <T> T asked(String region, Supplier<T> work) {
    try {
      return work.get();
    } catch (UnavailableException unanswered) {
      throw new UserFault(
          "%s in %s%s"
              .formatted(
                  unanswered.getMessage(),
                  region,
                  unanswered.getCause() == null ? "" : " (" + unanswered.getCause() + ")"),
          unanswered);
    } catch (IllegalStateException refused) {
      throw new UserFault(String.valueOf(refused.getMessage()), refused);
    } catch (SdkException refused) {
      throw new UserFault(
          AwsRefusal.of(refused).orElseGet(() -> String.valueOf(refused.getMessage())), refused);
    }
  }
}
