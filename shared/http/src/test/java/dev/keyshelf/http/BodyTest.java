package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final int LONGEST_NAME = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{\"name\":\"a\"}}",
        "{\"name\":\"a\"} x",
        "{\"name\":\"a\"}{\"name\":\"a\"}",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\"} // comment",
        "{'name':'a'}",
        "{name:\"a\"}",
        "{\"quantity\":NaN}",
        "{\"quantity\":Infinity}",
        "{\"quantity\":01}",
        "{\"quantity\":+1}",
        "{\"name\":\"a\nb\"}",
        "{\"name\":\"\\ud8\"}",
        "null",
        "[]",
        "[{\"name\":\"a\"}]",
        "1",
        "\"name\""
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    assertThat(refusal(withBody(body)))
        .extracting(Problem::status, Problem::code)
        .containsExactly(400, ProblemCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"quantity\":1,\"quantity\":99}",
        "{\"quantity\":1,\"quantity\":1}",
        "{\"lines\":[{\"quantity\":1,\"quantity\":2}]}",
        "{\"quantity\":1,\"quantit\\u0079\":2}"
      })
  void refusesADuplicateField(String body) {
    assertThat(refusal(withBody(body)).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @Test
  void refusesAByteOrderMark() {
    assertThat(refusal(withBody("\uFEFF{\"name\":\"a\"}")).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "C3", "C0AF", "E08080", "EDA080", "F4908080", "FF", "FE"})
  void refusesBytesThatAreNotUtf8(String bytes) {
    var invalid = HexFormat.of().parseHex(bytes);

    assertThat(refusal(withBody(surrounded("{\"name\":\"", invalid, "\"}"))).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @Test
  void refusesUtf16() {
    var utf16 = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16BE);

    assertThat(refusal(withBody(utf16)).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\ud800x",
        "\\udc00\\ud800",
        "\\u0000",
        "\\u0007",
        "\\u202e",
        "\\u200b",
        "\\u001b[31m",
        "a\\r\\nb"
      })
  void refusesTextWithHiddenCharacters(String escaped) {
    var problem = refusal(withBody("{\"name\":\"" + escaped + "\"}"));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(pointers(problem)).containsExactly("/name");
  }

  @Test
  void echoesNothingOfAMalformedBody() {
    var problem = refusal(withBody("{\"name\": secret-of-the-client}"));

    assertThat(problem.toAnswer("request-1").body()).doesNotContain("secret-of-the-client");
  }

  @Test
  void readsABodyOfTheMaximumLength() {
    var padding = " ".repeat(Body.LONGEST - "{\"name\":\"a\"}".length());

    var body = Body.of(withBody("{\"name\":\"a\"}" + padding));

    assertThat(body.text("name", LONGEST_NAME)).isEqualTo("a");
  }

  @Test
  void refusesABodyOfOneByteMore() {
    var padding = " ".repeat(Body.LONGEST + 1 - "{\"name\":\"a\"}".length());

    assertThat(refusal(withBody("{\"name\":\"a\"}" + padding)))
        .extracting(Problem::status, Problem::code)
        .containsExactly(413, ProblemCode.PAYLOAD_TOO_LARGE);
  }

  @Test
  void refusesNestingDeeperThan20() {
    var deep = "[".repeat(20) + "]".repeat(20);

    assertThat(refusal(withBody("{\"name\":" + deep + "}")).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @Test
  void refusesAnUnknownField() {
    var problem = refusal(withBody("{\"name\":\"a\",\"partnerId\":\"fabrikam\"}"));

    assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION);
    assertThat(problem.faults())
        .containsExactly(Fault.at("/partnerId", "is not a field of this request"));
  }

  @Test
  void escapesAFieldsNameInItsPointer() {
    assertThat(pointers(refusal(withBody("{\"name\":\"a\",\"a/b~c\":1}"))))
        .containsExactly("/a~1b~0c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":1}",
        "{\"name\":true}",
        "{\"name\":[\"a\"]}",
        "{\"name\":{}}",
        "{\"name\":\"\"}",
        "{\"name\":\" \"}",
        "{\"name\":\"123456789012345678901\"}"
      })
  void refusesTextOfAnotherTypeOrLength(String body) {
    assertThat(pointers(refusal(withBody(body)))).containsExactly("/name");
  }

  @Test
  void countsCodePointsAsCharacters() {
    var twenty = "{\"name\":\"" + "\ud83d\ude00".repeat(LONGEST_NAME) + "\"}";

    assertThat(Body.of(withBody(twenty)).text("name", LONGEST_NAME)).hasSize(2 * LONGEST_NAME);
    assertThat(pointers(refusal(withBody(twenty.replace(":\"", ":\"a"))))).containsExactly("/name");
  }

  @Test
  void saysHowLongTextMayBe() {
    var problem =
        refusalOf(
            "{\"a\":\"\",\"b\":\"\"}",
            body -> {
              body.text("a", 7);
              body.lines("b", 8);
            });

    assertThat(problem.faults().get(0).detail()).startsWith("must have 1 to 7 characters");
    assertThat(problem.faults().get(1).detail()).startsWith("must have 1 to 8 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u00a0", "\\u3164", "\\u2800", "\\u3164\\u2800\\u200b"})
  void refusesTextThatLooksEmpty(String escaped) {
    assertThat(pointers(refusal(withBody("{\"name\":\"" + escaped + "\"}"))))
        .containsExactly("/name");
  }

  @Test
  void passesAFieldToItsParserAsItWasSent() {
    var body = Body.of(withBody("{\"name\":\"\\u202a1\\u202c\"}"));

    assertThat(body.optionalAsSent("name", "a y", Optional::of)).contains("\u202a1\u202c");
    assertThat(
            pointers(
                refusalOf("{\"name\":1}", it -> it.optionalAsSent("name", "a y", Optional::of))))
        .containsExactly("/name");
  }

  @Test
  void readsAnAbsentOptionalTextAsEmpty() {
    assertThat(Body.of(withBody("{}")).optionalText("name", LONGEST_NAME)).isEmpty();
  }

  @Test
  void readsTextInCanonicalForm() {
    var decomposed = "{\"name\":\" Bu\\u0308cher \"}";

    assertThat(Body.of(withBody(decomposed)).text("name", LONGEST_NAME)).isEqualTo("B\u00fccher");
  }

  @Test
  void pointsIntoAListOfObjects() {
    var problem =
        linesRefusal("{\"lines\":[{\"quantity\":1},{\"quantity\":0},7,{\"quantity\":1,\"x\":1}]}");

    assertThat(pointers(problem)).containsExactly("/lines/1/quantity", "/lines/2", "/lines/3/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lines\":null}",
        "{\"lines\":[]}",
        "{\"lines\":{}}",
        "{\"lines\":\"x\"}",
        "{\"lines\":[{},{},{},{},{}]}"
      })
  void refusesAListThatIsMissingTooShortOrTooLong(String body) {
    assertThat(pointers(linesRefusal(body))).containsExactly("/lines");
  }

  @Test
  void gathersEveryFault() {
    var problem =
        refusalOf(
            "{\"quantity\":0,\"other\":1}",
            body -> {
              body.text("name", LONGEST_NAME);
              body.integer("quantity", 1, 100);
            });

    assertThat(pointers(problem)).containsExactly("/name", "/quantity", "/other");
  }

  @Test
  void pointsIntoAnObject() {
    var problem =
        refusalOf(
            "{\"contact\":{\"phone\":\"1\"}}",
            body -> body.object("contact").text("name", LONGEST_NAME));

    assertThat(pointers(problem)).containsExactly("/contact/name", "/contact/phone");
  }

  @Test
  void refusesAValueThatIsNoObject() {
    var problem =
        refusalOf("{\"contact\":1}", body -> body.object("contact").text("name", LONGEST_NAME));

    assertThat(pointers(problem)).containsExactly("/contact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"read\":false}", "{\"read\":\"true\"}", "{\"read\":1}"})
  void refusesAFieldThatMustBeTrueButIsNot(String body) {
    var problem = refusalOf(body, read -> read.mustBeTrue("read", "the notice"));

    assertThat(pointers(problem)).containsExactly("/read");
  }

  @Test
  void refusesTextThatItsParserRefuses() {
    var problem =
        refusalOf(
            "{\"name\":\"x\"}",
            body -> body.parsed("name", LONGEST_NAME, "a y", text -> Optional.<String>empty()));

    assertThat(problem.faults()).containsExactly(Fault.at("/name", "must be a y"));
  }

  private interface Reading {
    void read(Body body);
  }

  private static Problem refusalOf(String json, Reading reading) {
    return refused(
        () -> {
          var body = Body.of(withBody(json));
          reading.read(body);
          body.done();
        });
  }

  private static Problem refusal(Request request) {
    return refused(
        () -> {
          var body = Body.of(request);
          body.text("name", LONGEST_NAME);
          body.done();
        });
  }

  private static Problem linesRefusal(String json) {
    return refusalOf(
        json, body -> body.list("lines", 1, 4, line -> line.integer("quantity", 1, 100)));
  }

  private static Problem refused(Runnable reading) {
    return catchThrowableOfType(ProblemException.class, reading::run).problem();
  }

  private static List<String> pointers(Problem problem) {
    return problem.faults().stream().map(fault -> fault.pointer().orElseThrow()).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] surrounded(String before, byte[] middle, String after) {
    var all = new byte[before.length() + middle.length + after.length()];
    System.arraycopy(utf8(before), 0, all, 0, before.length());
    System.arraycopy(middle, 0, all, before.length(), middle.length);
    System.arraycopy(utf8(after), 0, all, before.length() + middle.length, after.length());
    return all;
  }
}
