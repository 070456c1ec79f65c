package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.domain.alarm.Alarm;
import dev.keyshelf.domain.alarm.Alarm.State;
import dev.keyshelf.domain.once.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Reads alarms from a server that answers as CloudWatch documents it. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the field
class CloudWatchAlarmsTest {
  private record Answer(int status, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> forms = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          authorizations.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
          var answer = answers.remove();
          var body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private List<Alarm> list() {
    var endpoint = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    var credentials = AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "session");
    try (var http = UrlConnectionHttpClient.create()) {
      var calls =
          new QueryCalls(
              http,
              StaticCredentialsProvider.create(credentials),
              Region.EU_CENTRAL_1,
              "CloudWatch",
              "monitoring");
      return new CloudWatchAlarms(calls, endpoint, "keyshelf-").list();
    }
  }

  private static String alarm(String name, String state) {
    return """
    <member>
      <AlarmName>%s</AlarmName>
      <AlarmDescription>Pools &amp; more.</AlarmDescription>
      <StateValue>%s</StateValue>
      <StateReason>Threshold Crossed</StateReason>
      <StateUpdatedTimestamp>2026-11-20T09:10:00.123Z</StateUpdatedTimestamp>
      <Dimensions><member><Name>QueueName</Name><Value>q</Value></member></Dimensions>
    </member>
    """
        .formatted(name, state);
  }

  private static Answer described(String next, String... alarms) {
    return new Answer(
        200,
        """
        <DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
          <DescribeAlarmsResult>
            <CompositeAlarms/>
            <MetricAlarms>%s</MetricAlarms>%s
          </DescribeAlarmsResult>
          <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
        </DescribeAlarmsResponse>
        """
            .formatted(String.join("", alarms), next));
  }

  @Test
  void readsTheAlarmsOfTheStackByName() {
    answers.add(
        described(
            "<NextToken>a/b=</NextToken>",
            alarm("keyshelf-LowStockAlarm-1A2B3C", "ALARM"),
            alarm("keyshelf-test-LowStockAlarm-1A2B3C", "ALARM")));
    answers.add(described("", alarm("keyshelf-DeadLettersAlarm-4D5E6F", "OK")));

    var alarms = list();

    assertThat(alarms).extracting(Alarm::name).containsExactly("DeadLettersAlarm", "LowStockAlarm");
    assertThat(alarms.getLast())
        .isEqualTo(
            new Alarm(
                "LowStockAlarm",
                State.ALARM,
                "Pools & more.",
                Optional.of(Instant.parse("2026-11-20T09:10:00.123Z")),
                "Threshold Crossed"));
    assertThat(forms.getFirst())
        .contains("Action=DescribeAlarms", "Version=2010-08-01", "AlarmNamePrefix=keyshelf-")
        .doesNotContain("NextToken");
    assertThat(forms.getLast()).contains("NextToken=a%2Fb%3D");
  }

  @Test
  void signsItsRequests() {
    answers.add(described(""));

    assertThat(list()).isEmpty();
    assertThat(authorizations)
        .singleElement()
        .asString()
        .matches(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/monitoring/aws4_request,"
                + " SignedHeaders=.*x-amz-security-token, Signature=[0-9a-f]{64} session");
  }

  @Test
  void isUnavailableWhileCloudWatchIs() {
    answers.add(new Answer(503, "<ErrorResponse/>"));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::list);
    answers.add(new Answer(400, "<ErrorResponse><Error><Code>Throttling</Code></Error>"));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::list);
    answers.add(new Answer(200, "<html>"));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::list);
  }

  @Test
  void failsIfItMayNotReadAlarms() {
    answers.add(new Answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error>"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(this::list)
        .withMessageContaining("403");
  }

  @Test
  void readsNoExternalEntities() {
    answers.add(
        new Answer(200, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::list);
  }
}
