package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BodyFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isReadOrRefusedWithProblems(byte[] input) {
    try {
      var body = Body.of(request(input));
      body.text("text", 20);
      var words = body.optionalWords("words", 200);
      body.lines("lines", 2_000);
      body.optionalParsed("parsed", 9, "nine", text -> Optional.of(text).filter("nine"::equals));
      body.integer("integer", -5, 5);
      body.optionalInteger("optionalInteger", 0, Integer.MAX_VALUE);
      body.optionalOneOf("day", DayOfWeek.class);
      body.list("list", 0, 3, item -> item.text("text", 5));
      body.optionalObject("object").ifPresent(inner -> inner.isNull("null"));
      body.done();
      if (words
          .filter(each -> each.isBlank() || each.strip().length() != each.length())
          .isPresent()) {
        throw new AssertionError("not canonical: " + words);
      }
    } catch (ProblemException refused) {
      refused.problem().toAnswer("request");
    }
  }

  private static Request request(byte[] body) {
    return new Request(
        "POST",
        "POST /v1/things",
        "/v1/things",
        Map.of(),
        Map.<String, List<String>>of(),
        Map.of("content-type", "application/json"),
        body,
        Map.of(),
        "example.com",
        "203.0.113.17",
        "fuzzer",
        "request",
        Edge.NOW);
  }
}
