package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Signed calls of AWS's query protocol, with the SDK's signer and HTTP client. They are for
 * services of which a function needs one or two actions: the SDK's module for such a service would
 * add its whole model to the package that the function starts from.
 *
 * @param service the service's name for people
 * @param signedAs the service's name in signatures
 */
record QueryCalls(
    SdkHttpClient http,
    AwsCredentialsProvider credentials,
    Region region,
    String service,
    String signedAs) {
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  /** Reads the body of an answer. */
  private interface Reading<T> {
    T of(InputStream body) throws IOException;
  }

  /**
   * Sends a form and returns the result of the answer.
   *
   * @throws UnavailableException if the failure is transient
   * @throws IllegalStateException if the service refuses the call
   */
  QueryAnswer answer(URI endpoint, Map<String, String> fields) {
    return called(endpoint, fields, QueryAnswer::of);
  }

  /** Does what {@link #answer} does, for an action whose answer has no result. */
  void send(URI endpoint, Map<String, String> fields) {
    // An answer that is read to its end leaves the connection open for the next call.
    var _ = called(endpoint, fields, InputStream::readAllBytes);
  }

  private <T> T called(URI endpoint, Map<String, String> fields, Reading<T> reading) {
    try {
      var answer = http.prepareRequest(signed(endpoint, form(fields))).call();
      var status = answer.httpResponse().statusCode();
      try (InputStream body =
          answer
              .responseBody()
              .map(InputStream.class::cast)
              .orElseGet(InputStream::nullInputStream)) {
        if (status == OK) {
          return reading.of(body);
        }
        throw refused(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UnavailableException(service + ": no answer", failed);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpExecuteRequest signed(URI endpoint, String form) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", Integer.toString(form.length()))
            .build();
    return new Signing(credentials, region, signedAs).signed(request, form);
  }

  private RuntimeException refused(int status, String body) {
    var passes = status >= SERVER_ERROR || body.contains("Throttl");
    var what = service + ": " + status + " " + reason(body);
    return passes ? new UnavailableException(what) : new IllegalStateException(what);
  }

  /** Returns the code and the message of a refusal, or the whole body if it has no code. */
  private static String reason(String body) {
    var message = first(MESSAGE, body).map(": "::concat).orElse("");
    return first(CODE, body).map(code -> code + message).orElseGet(body::strip);
  }

  private static Optional<String> first(Pattern element, String body) {
    return element.matcher(body).results().map(hit -> hit.group(1).strip()).findFirst();
  }
}
