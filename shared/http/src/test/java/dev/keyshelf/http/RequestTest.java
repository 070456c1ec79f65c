package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withHeader;
import static dev.keyshelf.http.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  @Test
  void findsACookieByItsWholeName() {
    var request = withHeader("cookie", "xid=1; id=a=b; id=2");

    assertThat(request.cookie("id")).contains("a=b");
    assertThat(request.cookie("d")).isEmpty();
    assertThat(withQuery(Map.of()).cookie("id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*/*", "application/*", "application/xml, application/json"})
  void allowsAnAnswerThatItsClientAccepts(String accept) {
    var request = withHeader("accept", accept);

    assertThatCode(() -> request.requireAcceptable("application/json")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "text/*", "application/json;q=0"})
  void refusesAClientThatAcceptsNoSuchAnswer(String accept) {
    var request = withHeader("accept", accept);

    var refused =
        catchThrowableOfType(
            ProblemException.class, () -> request.requireAcceptable("application/json"));

    assertThat(refused.problem())
        .extracting(Problem::status, Problem::code)
        .containsExactly(406, ProblemCode.NOT_ACCEPTABLE);
  }

  @Test
  void failsWhenTheRouteHasNoSuchVariable() {
    var request = withQuery(Map.of());

    assertThat(request.pathParameter("thingId")).isEqualTo("7");
    assertThatIllegalStateException().isThrownBy(() -> request.pathParameter("otherId"));
  }
}
