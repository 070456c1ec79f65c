package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The media types and encodings that a body may have. */
class BodyTypesTest {
  private static final int LONGEST_NAME = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "application/json; charset=\"utf-8\"",
        "application/json ; charset = utf-8 ;",
        "application/json;",
        "application/json;;charset=utf8",
        "application/json; odata=verbose; profile=\"a;charset=utf-16\"",
        "application/json; charset=\"\\utf-8\"; charset=utf-8",
        "application/json; charset=us-ascii"
      })
  void readsJsonInUtf8(String contentType) {
    var request = withBody(utf8("{\"name\":\"a\"}"), Map.of("content-type", contentType));

    assertThat(Body.of(request).text("name", LONGEST_NAME)).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "",
        "application/json;charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/x-www-form-urlencoded",
        "application/json, text/plain",
        "application/json, application/json",
        "application/json; charset",
        "application/json; charset=",
        "application/json; charset=\"utf-8",
        "application/json; charset=\"utf-8\"x",
        "application/json; charset=utf-8; charset=utf-16",
        "application/json charset=utf-8",
        "application / json",
        "json",
        "application/jsonx",
        "application/merge-patch+json"
      })
  void refusesAnotherContentType(String contentType) {
    assertUnsupported(Map.of("content-type", contentType));
  }

  @Test
  void refusesABodyWithoutAContentType() {
    assertUnsupported(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", "identity, identity"})
  void readsABodyWhoseEncodingIsNone(String encoding) {
    var headers = Map.of("content-type", "application/json", "content-encoding", encoding);

    assertThat(Body.of(withBody(utf8("{\"name\":\"a\"}"), headers)).text("name", LONGEST_NAME))
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity, gzip", "br", ""})
  void refusesAContentEncoding(String encoding) {
    assertUnsupported(Map.of("content-type", "application/json", "content-encoding", encoding));
  }

  private static void assertUnsupported(Map<String, String> headers) {
    var request = withBody(utf8("{\"name\":\"a\"}"), headers);
    var refused = catchThrowableOfType(ProblemException.class, () -> Body.of(request));

    assertThat(refused.problem())
        .extracting(Problem::status, Problem::code)
        .containsExactly(415, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
