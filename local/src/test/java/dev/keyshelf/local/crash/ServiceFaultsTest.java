package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Checks what clients see, and what is stored, if the bucket or the key service fails. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ServiceFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Shop shop;
  private static Command completion;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    completion =
        new Commands(shop)
            .all().stream()
                .filter(command -> command.of().endsWith("/complete"))
                .findFirst()
                .orElseThrow();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /**
   * Completes an attachment during a fault and expects this refusal. After the fault, the same
   * request succeeds.
   */
  private static void completes(Predicate<SdkRequest> which, SdkException failure, String refusal)
      throws Exception {
    var attempt = completion.prepare().call();
    var before = Kinds.of(shop);

    StoreFaults.during(
        Faults.always(Moment.BEFORE_AN_ATTEMPT, which, () -> failure),
        shop.machine().functions(),
        () -> attempt.told().answer().orElseThrow().expectRefusal(refusal));

    assertThat(Kinds.since(before, Kinds.of(shop))).isEmpty();
    assertThat(attempt.done()).isTrue();
  }

  private static SdkException ofS3(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .message(code)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                .build())
        .build();
  }

  @Test
  void answers503IfTheBucketSaysSlowDown() throws Exception {
    completes(S3Request.class::isInstance, ofS3(503, "SlowDown"), "503 store-unavailable");
  }

  @Test
  void refusesAFileThatDoesNotExist() throws Exception {
    completes(
        HeadObjectRequest.class::isInstance, ofS3(404, "NotFound"), "422 attachment-rejected");
  }

  @Test
  void storesNothingAboutAFileThatItMayNotRead() throws Exception {
    completes(GetObjectRequest.class::isInstance, ofS3(403, "AccessDenied"), "500 internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingException", "DisabledException", "KMSInvalidStateException"})
  void answersThatTheKeyServiceIsUnavailableAndIssuesNoKeys(String code) throws Exception {
    var customer = shop.customerOf("partner-a", "US");
    var keys = Shop.software(shop.order("partner-a", customer, "sles-std-p1y:2"), 1) + "/keys";
    var agent = shop.of("partner-a");
    var key = UUID.randomUUID().toString();
    var before = Kinds.of(shop);

    try (var functions = withKms();
        var gateway = HttpGateway.bind(0)) {
      gateway.serve(
          RouteTable.of(Template.read(Settings.defaultTemplate())),
          _ -> ServiceFaultsTest::believed,
          functions::invoke,
          OwnPages.NONE,
          shop.machine().clock());
      var there = new Client(agent.http(), gateway.baseUrl(), agent.token());
      StoreFaults.during(
          Faults.always(
              Moment.BEFORE_THE_CALL,
              KmsRequest.class::isInstance,
              () ->
                  KmsException.builder()
                      .statusCode(400)
                      .message(code)
                      .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                      .build()),
          functions,
          () -> {
            var answer = there.postOnce(keys, "", key);
            answer.expectRefusal("503 key-service-unavailable");
            assertThat(answer.header("retry-after")).isEqualTo("1");
          });
    }

    assertThat(Kinds.since(before, Kinds.of(shop))).isEmpty();
    agent.postOnce(keys, "", key).expect(200);
  }

  /** Returns functions that use the key service, as on AWS, instead of a key file. */
  private static Functions withKms() {
    return Functions.load(
        Template.read(Settings.defaultTemplate()),
        shop.machine().storeEnvironment(),
        shop.machine().clock());
  }

  /** Trusts a token without a check, because the machine's own gateway has already checked it. */
  private static Verdict believed(List<String> headers) {
    try {
      var payload = Base64.getUrlDecoder().decode(headers.getFirst().split("\\.", 3)[1]);
      return new Verdict.Admitted(
          JSON.readValue(payload, new TypeReference<Map<String, Object>>() {}));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEYSHELF_TABLE", "AWS_REGION", "AWS_ACCESS_KEY_ID"})
  void failsAtItsStartAndNamesTheMissingVariable(String variable) {
    var environment = new HashMap<>(shop.machine().storeEnvironment());
    environment.put(variable, "");
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(
            () ->
                Functions.load(
                        Template.read(Settings.defaultTemplate()),
                        environment,
                        shop.machine().clock())
                    .close())
        .withMessageEndingWith("the environment variable " + variable + " is not set");
  }
}
