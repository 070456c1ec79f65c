package dev.keyshelf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Makes SDK clients from the environment, with the SDK's own variables for region, credentials and
 * endpoints. It sets timeouts and retries explicitly, so that a function answers before API Gateway
 * times out.
 */
final class Clients {
  private static final int ATTEMPTS = 3;
  private static final Duration USUAL_ATTEMPT = Duration.ofSeconds(1);
  private static final Duration ALARMS_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DEPLOYMENTS_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(35);

  private final Environment environment;
  private final Optional<AwsCredentialsProvider> given;

  Clients(Environment environment) {
    this.environment = environment;
    this.given = Optional.empty();
  }

  /** Makes clients with these credentials in place of those that the environment names. */
  Clients(Environment environment, AwsCredentialsProvider credentials) {
    this.environment = environment;
    this.given = Optional.of(credentials);
  }

  DynamoDbClient dynamoDb() {
    var builder = configured(DynamoDbClient.builder());
    endpoint("KEYSHELF_DYNAMODB_ENDPOINT", "AWS_ENDPOINT_URL_DYNAMODB")
        .ifPresent(builder::endpointOverride);
    if (environment.isProcess()) {
      // Set explicitly, since the SDK's search for an HTTP client slows each cold start.
      builder.httpClientBuilder(connections());
    }
    // Elsewhere the SDK searches. A store in the same process provides a client without sockets.
    return builder.build();
  }

  S3Client s3() {
    return s3(checksumsWhenRequired());
  }

  /**
   * Returns a client for multipart uploads. It adds no checksums to parts, since a part with a
   * checksum is not found again if its upload was begun without one.
   */
  S3Client s3ForParts() {
    return s3(true);
  }

  private S3Client s3(boolean checksumsWhenRequired) {
    var builder = configured(S3Client.builder());
    endpoint("KEYSHELF_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3").ifPresent(builder::endpointOverride);
    if (checksumsWhenRequired) {
      builder
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return builder.forcePathStyle(pathStyle()).httpClientBuilder(connections()).build();
  }

  S3Presigner presigner() {
    var builder = S3Presigner.builder().region(region()).credentialsProvider(credentials());
    endpoint("KEYSHELF_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3").ifPresent(builder::endpointOverride);
    return builder
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(pathStyle()).build())
        .build();
  }

  KmsClient kms() {
    return configured(KmsClient.builder()).httpClientBuilder(connections()).build();
  }

  /** Returns the reader of the alarms whose names begin with a prefix. */
  CloudWatchAlarms alarms(String prefix) {
    return new CloudWatchAlarms(
        calls("CloudWatch", "monitoring", ALARMS_TIMEOUT),
        serviceEndpoint("AWS_ENDPOINT_URL_CLOUDWATCH", "monitoring"),
        prefix);
  }

  /**
   * Returns the queue of wakes. Its URL is its endpoint, too, unless a variable names another one.
   */
  SqsWakes wakes() {
    var queue = environment.get("KEYSHELF_WAKES_QUEUE_URL");
    return new SqsWakes(calls("SQS", "sqs", attempt()), queueEndpoint(URI.create(queue)), queue);
  }

  /** Returns what invokes versions of functions. It waits for longer than a function runs. */
  LambdaProbes probes() {
    return new LambdaProbes(
        json("Lambda", "lambda", PROBE_TIMEOUT),
        serviceEndpoint("AWS_ENDPOINT_URL_LAMBDA", "lambda"));
  }

  /** Returns the deployments of new versions. */
  CodeDeployDeployments deployments() {
    return new CodeDeployDeployments(
        json("CodeDeploy", "codedeploy", DEPLOYMENTS_TIMEOUT),
        serviceEndpoint("AWS_ENDPOINT_URL_CODEDEPLOY", "codedeploy"));
  }

  /** Returns where a queue is called: at its URL, unless a variable names another place. */
  URI queueEndpoint(URI queue) {
    return endpoint("KEYSHELF_SQS_ENDPOINT", "AWS_ENDPOINT_URL_SQS").orElse(queue);
  }

  /** Returns where a service is called, unless a variable names another place. */
  URI serviceEndpoint(String variable, String service) {
    return environment
        .find(variable)
        .map(URI::create)
        .orElseGet(
            () -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(region()) + "/"));
  }

  JsonCalls json(String service, String signedAs, Duration timeout) {
    return new JsonCalls(http(timeout), new Signing(credentials(), region(), signedAs), service);
  }

  private static UrlConnectionHttpClient.Builder connections() {
    return UrlConnectionHttpClient.builder()
        .tlsTrustManagersProvider(() -> new TrustManager[] {AmazonFirst.manager()});
  }

  private static SdkHttpClient http(Duration timeout) {
    return connections().connectionTimeout(timeout).socketTimeout(timeout).build();
  }

  QueryCalls calls(String service, String signedAs, Duration timeout) {
    return new QueryCalls(http(timeout), credentials(), region(), service, signedAs);
  }

  private Duration attempt() {
    return environment.find("KEYSHELF_ATTEMPT_TIMEOUT").map(Duration::parse).orElse(USUAL_ATTEMPT);
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    var attempt = attempt();
    return builder
        .region(region())
        .credentialsProvider(credentials())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(attempt.multipliedBy(ATTEMPTS).plusSeconds(1))
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .build());
  }

  private Region region() {
    return Region.of(environment.get("AWS_REGION"));
  }

  /**
   * A role's credentials change while a function lives, so the SDK's providers reload them.
   * Credentials from a map of variables are constant.
   */
  private AwsCredentialsProvider credentials() {
    if (given.isPresent()) {
      return given.get();
    }
    if (environment.isProcess()) {
      return environment.find("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
          ? ContainerCredentialsProvider.create()
          : EnvironmentVariableCredentialsProvider.create();
    }
    var id = environment.get("AWS_ACCESS_KEY_ID");
    var secret = environment.get("AWS_SECRET_ACCESS_KEY");
    return StaticCredentialsProvider.create(
        environment
            .find("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
  }

  /**
   * Returns an endpoint from our own variable, or else from the SDK's. Our variable is for {@code
   * sam local}, which passes only variables that the template declares.
   */
  private Optional<URI> endpoint(String ours, String standard) {
    return environment.find(ours).or(() -> environment.find(standard)).map(URI::create);
  }

  private boolean pathStyle() {
    return environment.find("KEYSHELF_S3_PATH_STYLE").map(Boolean::parseBoolean).orElse(false);
  }

  private boolean checksumsWhenRequired() {
    return environment.find("KEYSHELF_S3_CHECKSUMS").map("WHEN_REQUIRED"::equals).orElse(false);
  }
}
