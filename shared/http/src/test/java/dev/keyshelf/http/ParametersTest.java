package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private enum Size {
    SMALL,
    LARGE
  }

  @Test
  void readsPresentParametersOnly() {
    var parameters = parameters(Map.of("size", List.of("LARGE"), "text", List.of(" a b ")));

    assertThat(parameters.oneOf("size", Size.class)).contains(Size.LARGE);
    assertThat(parameters.text("text", 10)).contains("a b");
    assertThat(parameters.text("other", 10)).isEmpty();
    assertThat(parameters.has("include", "all")).isFalse();
    parameters.done();
  }

  @Test
  void namesEveryFaultAtOnce() {
    var parameters =
        parameters(
            Map.of(
                "size", List.of("large"),
                "text", List.of("12345678901"),
                "include", List.of("everything"),
                "twice", List.of("a", "b"),
                "limti", List.of("1")));
    parameters.oneOf("size", Size.class);
    parameters.text("text", 10);
    parameters.has("include", "all");
    parameters.text("twice", 10);
    parameters.required("market", "a market", Optional::of);

    assertThat(faults(parameters))
        .containsExactlyInAnyOrder(
            Fault.ofParameter("size", "must be one of [SMALL, LARGE]"),
            Fault.ofParameter(
                "text",
                "must be text of 1 to 10 characters, none of them hidden or changing the text"
                    + " direction"),
            Fault.ofParameter("include", "must be all"),
            Fault.ofParameter("twice", "is given more than once"),
            Fault.ofParameter("market", "is missing: must be a market"),
            Fault.ofParameter("limti", "is not a parameter of this route"));
  }

  @Test
  void refusesWithTheCodeThatAllFaultsHave() {
    var parameters = parameters(Map.of("from", List.of("x"), "to", List.of("y")));
    parameters.parsed("from", ProblemCode.RANGE_INVALID, "a time", _ -> Optional.empty());
    parameters.parsed("to", ProblemCode.RANGE_INVALID, "a time", _ -> Optional.empty());

    assertThat(problem(parameters).code()).isEqualTo(ProblemCode.RANGE_INVALID);
  }

  @Test
  void refusesFaultsOfSeveralKindsAsNotValid() {
    var parameters = parameters(Map.of("from", List.of("x"), "text", List.of("")));
    parameters.parsed("from", ProblemCode.RANGE_INVALID, "a time", _ -> Optional.empty());
    parameters.text("text", 10);

    assertThat(problem(parameters).code()).isEqualTo(ProblemCode.VALIDATION);
  }

  @Test
  void refusesTextThatIsEmptyOrHoldsControlCharacters() {
    var parameters = parameters(Map.of("a", List.of(""), "b", List.of("x\ny")));
    parameters.text("a", 10);
    parameters.text("b", 10);

    assertThat(faults(parameters)).hasSize(2);
  }

  private static Parameters parameters(Map<String, List<String>> query) {
    return Parameters.of(withQuery(query));
  }

  private static List<Fault> faults(Parameters parameters) {
    return problem(parameters).faults();
  }

  private static Problem problem(Parameters parameters) {
    return catchThrowableOfType(ProblemException.class, parameters::done).problem();
  }
}
