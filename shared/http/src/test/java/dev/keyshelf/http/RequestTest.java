package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withHeader;
import static dev.keyshelf.http.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
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

  @Test
  void refusesAParameterThatIsRepeated() {
    var request = withQuery(Map.of("limit", List.of("1", "2")));

    var refused =
        catchThrowableOfType(ProblemException.class, () -> request.queryParameter("limit"));

    assertThat(refused.problem().faults())
        .containsExactly(Fault.ofParameter("limit", "is given more than once"));
  }

  @Test
  void refusesAParameterThatTheRouteDoesNotKnow() {
    var request = withQuery(Map.of("limti", List.of("1")));

    var refused =
        catchThrowableOfType(ProblemException.class, () -> request.allowQuery("limit", "cursor"));

    assertThat(refused.problem().faults())
        .containsExactly(Fault.ofParameter("limti", "is not a parameter of this route"));
  }

  @Test
  void allowsTheParametersOfTheRoute() {
    var request = withQuery(Map.of("limit", List.of("1")));

    assertThatCode(() -> request.allowQuery("limit", "cursor")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*/*", "application/*", "application/xml, application/json"})
  void takesAnAnswerThatItsClientAccepts(String accept) {
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
