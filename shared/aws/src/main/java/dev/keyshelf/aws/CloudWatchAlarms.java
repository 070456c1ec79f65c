package dev.keyshelf.aws;

import dev.keyshelf.domain.alarm.Alarm;
import dev.keyshelf.domain.alarm.Alarms;
import dev.keyshelf.domain.once.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * The alarms of the stack in CloudWatch. This is one signed call of its query protocol, with the
 * SDK's signer and HTTP client. The SDK's module for CloudWatch would add its whole model to the
 * package that four functions start from.
 */
final class CloudWatchAlarms implements Alarms {
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int MOST_PAGES = 20;

  /** CloudFormation names an alarm after the stack, the template's name and a random text. */
  private static final Pattern BELOW_THE_STACK = Pattern.compile("([A-Za-z0-9]+)-[A-Za-z0-9]+");

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Region region;
  private final URI endpoint;
  private final String prefix;

  /**
   * Reads the alarms whose names begin with a prefix.
   *
   * @param prefix the name of the stack and a hyphen
   */
  CloudWatchAlarms(
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      Region region,
      URI endpoint,
      String prefix) {
    this.http = http;
    this.credentials = credentials;
    this.region = region;
    this.endpoint = endpoint;
    this.prefix = prefix;
  }

  @Override
  public Source source() {
    return Source.CLOUDWATCH;
  }

  @Override
  public List<Alarm> list() {
    var alarms = new ArrayList<Alarm>();
    Optional<String> next = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      var answer = described(next);
      answer.all("MetricAlarms").forEach(each -> alarm(each).ifPresent(alarms::add));
      next = answer.text("NextToken");
      if (next.isEmpty()) {
        break;
      }
    }
    alarms.sort(Comparator.comparing(Alarm::name));
    return List.copyOf(alarms);
  }

  /** Returns the alarm, unless it belongs to a stack whose name only begins with the same text. */
  private Optional<Alarm> alarm(QueryAnswer member) {
    var whole = member.text("AlarmName").orElse("");
    var name =
        BELOW_THE_STACK.matcher(whole.startsWith(prefix) ? whole.substring(prefix.length()) : "");
    if (!name.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarm(
            name.group(1),
            Alarm.State.valueOf(member.text("StateValue").orElse("INSUFFICIENT_DATA")),
            member.text("AlarmDescription").orElse(""),
            member
                .text("StateTransitionedTimestamp")
                .or(() -> member.text("StateUpdatedTimestamp"))
                .map(Instant::parse),
            member.text("StateReason").orElse("")));
  }

  private QueryAnswer described(Optional<String> next) {
    var fields =
        Stream.concat(
            Stream.of(
                "Action=DescribeAlarms",
                "Version=2010-08-01",
                "AlarmTypes.member.1=MetricAlarm",
                "AlarmNamePrefix=" + encoded(prefix),
                "MaxRecords=100"),
            next.map(token -> "NextToken=" + encoded(token)).stream());
    return sent(fields.collect(Collectors.joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private QueryAnswer sent(String form) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", Integer.toString(form.length()))
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "monitoring")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    var execute =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElseThrow())
            .build();
    try {
      var answer = http.prepareRequest(execute).call();
      var status = answer.httpResponse().statusCode();
      try (InputStream body =
          answer
              .responseBody()
              .map(InputStream.class::cast)
              .orElseGet(InputStream::nullInputStream)) {
        if (status == OK) {
          return QueryAnswer.of(body);
        }
        throw refused(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UnavailableException("CloudWatch: no answer", failed);
    }
  }

  private static RuntimeException refused(int status, String body) {
    var passes = status >= SERVER_ERROR || body.contains("Throttling");
    var what = "CloudWatch: " + status + " " + body.strip();
    return passes ? new UnavailableException(what) : new IllegalStateException(what);
  }
}
