package dev.keyshelf.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of an AWS SAM template, with their values resolved for one machine.
 *
 * @param streams which tables' streams invoke which functions
 * @param queues the FIFO queues; standard queues are left out
 * @param consumers which queues invoke which functions
 * @param parameters the default of each parameter that has one, by name
 * @param audiences the audience that each JWT authorizer accepts, by the authorizer's name
 * @param globalEnvironment the variables that {@code Globals} adds to every function's environment
 */
public record Template(
    List<FunctionDeclaration> functions,
    List<TableDeclaration> tables,
    List<BucketDeclaration> buckets,
    List<StreamMapping> streams,
    List<QueueDeclaration> queues,
    List<QueueMapping> consumers,
    Map<String, String> parameters,
    Map<String, String> audiences,
    Map<String, String> globalEnvironment) {

  public Template {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    buckets = List.copyOf(buckets);
    streams = List.copyOf(streams);
    queues = List.copyOf(queues);
    consumers = List.copyOf(consumers);
    parameters = Map.copyOf(parameters);
    audiences = Map.copyOf(audiences);
    globalEnvironment = Map.copyOf(globalEnvironment);
  }

  /** Returns the same template with other functions. */
  public Template withFunctions(List<FunctionDeclaration> others) {
    return new Template(
        others,
        tables,
        buckets,
        streams,
        queues,
        consumers,
        parameters,
        audiences,
        globalEnvironment);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if the file cannot be read, is not YAML, or lacks a required property
   */
  public static Template read(Path templateYaml) {
    return read(templateYaml, "");
  }

  /**
   * Reads a template and adds a suffix to the physical names of its tables and buckets, so that
   * several sets of them can exist in one cloud.
   *
   * @param nameSuffix lower case letters, digits and hyphens, such as {@code -4f2a}; may be empty
   * @throws TemplateException if the file cannot be read, is not YAML, or lacks a required property
   */
  public static Template read(Path templateYaml, String nameSuffix) {
    return new TemplateReader(TemplateYaml.load(templateYaml), nameSuffix).read();
  }

  /**
   * A Lambda function and the events that invoke it.
   *
   * @param name the logical id without a trailing {@code Function}
   * @param handler the class name, without {@code ::method}
   * @param environment the global variables, overridden by the function's own
   */
  public record FunctionDeclaration(
      String name,
      String logicalId,
      String handler,
      String codeUri,
      Map<String, String> environment,
      Duration timeout,
      int memoryMegabytes,
      List<Route> routes,
      List<Schedule> schedules,
      List<ObjectCreated> objectsCreated) {
    public FunctionDeclaration {
      environment = Map.copyOf(environment);
      routes = List.copyOf(routes);
      schedules = List.copyOf(schedules);
      objectsCreated = List.copyOf(objectsCreated);
    }
  }

  /**
   * A route of the HTTP API.
   *
   * @param method in upper case, or {@code ANY}
   * @param path with its parameters in braces, or {@code $default} if no other route matches
   * @param authorizer the name of the authorizer that checks the caller's token; null if the caller
   *     needs none
   */
  public record Route(String method, String path, @Nullable String authorizer) {
    /** Returns whether the caller needs a token. */
    public boolean authorized() {
      return authorizer != null;
    }
  }

  /**
   * A function's schedule.
   *
   * @param name the event's logical id
   * @param expression {@code rate(...)}, {@code cron(...)} or {@code at(...)}
   */
  public record Schedule(String name, String expression, boolean enabled) {}

  /**
   * A function's subscription to new objects.
   *
   * @param bucket the physical name
   * @param prefix the start of the object's key; empty for any
   * @param suffix the end of the object's key; empty for any
   * @param via which of the two kinds of event the function receives
   */
  public record ObjectCreated(String bucket, String prefix, String suffix, Via via) {
    /** Creates a subscription to the bucket's own notifications. */
    public ObjectCreated(String bucket, String prefix, String suffix) {
      this(bucket, prefix, suffix, Via.NOTIFICATION);
    }
  }

  /** The kind of event that a function receives for a new object. */
  public enum Via {
    /** The bucket's own notification, of one or more records. */
    NOTIFICATION,
    /** A rule of EventBridge. Filters of rules may overlap; those of notifications may not. */
    EVENT_BRIDGE
  }

  /**
   * An event source mapping: a table's stream that invokes a function. It begins at the oldest
   * record of the stream.
   *
   * @param table the table's physical name
   * @param function the function's name
   * @param filter which of the stream's records the function receives
   * @param batchSize the most records of one invocation
   * @param reportsFailures whether the function's answer names the records that it failed to handle
   * @param bisects whether a batch is halved if the function throws
   */
  public record StreamMapping(
      String table,
      String function,
      StreamFilter filter,
      int batchSize,
      boolean reportsFailures,
      boolean bisects) {}

  /**
   * An event source mapping: a FIFO queue that invokes a function with one message at a time.
   *
   * @param queue the queue's physical name
   * @param function the function's name
   * @param reportsFailures whether the function's answer names the message if it failed to handle
   *     it
   * @param concurrency the most invocations at the same time
   */
  public record QueueMapping(
      String queue, String function, boolean reportsFailures, int concurrency) {}

  /**
   * A FIFO queue of SQS, whose senders name a deduplication id for each message of a group.
   *
   * @param name the physical name, which ends in {@code .fifo}
   * @param visibility how long a received message is hidden
   * @param retention how long a message is kept
   * @param redrive where messages go that are received too often; null if they stay
   */
  public record QueueDeclaration(
      String logicalId,
      String name,
      Duration visibility,
      Duration retention,
      @Nullable Redrive redrive) {}

  /**
   * What becomes of a message that no consumer deletes.
   *
   * @param deadLetters the physical name of the queue that it is moved to
   * @param most how often it is received before
   */
  public record Redrive(String deadLetters, int most) {}

  /**
   * A DynamoDB table.
   *
   * @param name the physical name
   * @param ttlAttribute the attribute that holds an item's expiry, if expiry is enabled
   * @param streamView the images that the table's stream holds, such as {@code NEW_IMAGE}; null if
   *     the table has no stream
   */
  public record TableDeclaration(
      String logicalId,
      String name,
      List<Attribute> attributes,
      KeySchema key,
      List<Index> indexes,
      String billingMode,
      @Nullable String ttlAttribute,
      @Nullable String streamView) {
    public TableDeclaration {
      attributes = List.copyOf(attributes);
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * An attribute that a key uses.
   *
   * @param type {@code S}, {@code N} or {@code B}
   */
  public record Attribute(String name, String type) {}

  /** The attributes that make up a key. */
  public record KeySchema(String partition, @Nullable String sort) {}

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param includedAttributes the attributes that {@code INCLUDE} adds to the keys
   */
  public record Index(
      String name, KeySchema key, String projection, List<String> includedAttributes) {
    public Index {
      includedAttributes = List.copyOf(includedAttributes);
    }
  }

  /**
   * An S3 bucket.
   *
   * @param name the physical name
   * @param expiries the objects that are deleted after some days
   */
  public record BucketDeclaration(
      String logicalId, String name, boolean versioned, List<Expiry> expiries) {
    public BucketDeclaration {
      expiries = List.copyOf(expiries);
    }
  }

  /**
   * A rule by which objects are deleted.
   *
   * @param prefix the start of the objects' keys; empty for any
   * @param days the age at which an object is deleted
   */
  public record Expiry(String prefix, int days) {}
}
