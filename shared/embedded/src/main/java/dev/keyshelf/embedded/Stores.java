package dev.keyshelf.embedded;

import dev.keyshelf.embedded.wire.InProcess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes clients of the stores that an environment names. See {@link EmbeddedCloud#environment}. */
public final class Stores {
  private Stores() {}

  /**
   * Makes a client of the environment's tables.
   *
   * @throws IllegalArgumentException if the environment lacks a variable
   */
  public static DynamoDbClient dynamoDb(Map<String, String> environment) {
    return DynamoDbClient.builder()
        .httpClientBuilder(InProcess.builder())
        .region(Region.of(variable(environment, "AWS_REGION")))
        .endpointOverride(URI.create(variable(environment, "AWS_ENDPOINT_URL_DYNAMODB")))
        .credentialsProvider(credentials(environment))
        .overrideConfiguration(timeouts(environment))
        .build();
  }

  /**
   * Makes a client of the streams of the environment's tables. They have the tables' endpoint,
   * unless the environment names another one.
   *
   * @throws IllegalArgumentException if the environment lacks a variable
   */
  public static DynamoDbStreamsClient streams(Map<String, String> environment) {
    String endpoint = environment.get("AWS_ENDPOINT_URL_DYNAMODB_STREAMS");
    return DynamoDbStreamsClient.builder()
        .httpClientBuilder(InProcess.builder())
        .region(Region.of(variable(environment, "AWS_REGION")))
        .endpointOverride(
            URI.create(
                endpoint == null ? variable(environment, "AWS_ENDPOINT_URL_DYNAMODB") : endpoint))
        .credentialsProvider(credentials(environment))
        .overrideConfiguration(timeouts(environment))
        .build();
  }

  /**
   * Makes a client of the environment's buckets.
   *
   * @throws IllegalArgumentException if the environment lacks a variable
   */
  public static S3Client s3(Map<String, String> environment) {
    String checksums = variable(environment, "KEYSHELF_S3_CHECKSUMS");
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .region(Region.of(variable(environment, "AWS_REGION")))
        .endpointOverride(URI.create(variable(environment, "AWS_ENDPOINT_URL_S3")))
        .credentialsProvider(credentials(environment))
        .forcePathStyle(Boolean.valueOf(variable(environment, "KEYSHELF_S3_PATH_STYLE")))
        .requestChecksumCalculation(RequestChecksumCalculation.valueOf(checksums))
        .responseChecksumValidation(ResponseChecksumValidation.valueOf(checksums))
        .overrideConfiguration(timeouts(environment))
        .build();
  }

  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            variable(environment, "AWS_ACCESS_KEY_ID"),
            variable(environment, "AWS_SECRET_ACCESS_KEY")));
  }

  private static ClientOverrideConfiguration timeouts(Map<String, String> environment) {
    var attempt = Duration.parse(variable(environment, "KEYSHELF_ATTEMPT_TIMEOUT"));
    return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(attempt).build();
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the environment has no %s".formatted(name));
    }
    return value;
  }
}
