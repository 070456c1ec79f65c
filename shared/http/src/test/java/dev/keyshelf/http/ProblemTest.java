package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void hasTheMembersOfRfc9457() throws IOException {
    var json = json(Problem.of(ProblemCode.LINK_EXPIRED, "The link's time is over."));

    assertThat(json)
        .isEqualTo(
            Json.read(
                """
                {
                  "type": "https://keyshelf.dev/problems/link-expired",
                  "title": "Link expired",
                  "status": 410,
                  "code": "link-expired",
                  "detail": "The link's time is over.",
                  "instance": "urn:request:request-1"
                }
                """));
  }

  @Test
  void isProblemJson() {
    assertThat(Problem.notFound().toAnswer("request-1").mediaType())
        .isEqualTo("application/problem+json");
  }

  @Test
  void isAnsweredWithItsStatus() {
    assertThat(Problem.of(ProblemCode.WINDOW_CLOSED, "x").toAnswer("request-1").status())
        .isEqualTo(409);
  }

  @Test
  void isNotStored() {
    assertThat(Problem.notFound().toAnswer("request-1").headers())
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void listsItsFaultsWithTheirPlaces() throws IOException {
    var problem =
        Problem.of(ProblemCode.VALIDATION, "x")
            .with(Fault.at("/lines/1/quantity", "must be a whole number"))
            .with(Fault.at("/lines/0", ProblemCode.PRODUCT_UNAVAILABLE, "is not sold"))
            .with(Fault.ofParameter("limit", "is too large"));

    assertThat(json(problem).get("errors"))
        .isEqualTo(
            Json.read(
                """
                [
                  {"pointer": "/lines/1/quantity", "detail": "must be a whole number"},
                  {"pointer": "/lines/0", "code": "product-unavailable", "detail": "is not sold"},
                  {"parameter": "limit", "detail": "is too large"}
                ]
                """));
  }

  @Test
  void namesTheFirst50FaultsAndHowManyMore() throws IOException {
    var faults = IntStream.range(0, 52).mapToObj(i -> Fault.at("/" + i, "x")).toList();
    var all = json(Problem.of(ProblemCode.VALIDATION, "x").withAll(faults));
    var most = json(Problem.of(ProblemCode.VALIDATION, "x").withAll(faults.subList(0, 50)));

    assertThat(all.get("errors")).hasSize(50);
    assertThat(all.at("/errors/49/pointer").textValue()).isEqualTo("/49");
    assertThat(all.get("moreErrors").intValue()).isEqualTo(2);
    assertThat(most.get("errors")).hasSize(50);
    assertThat(most.has("moreErrors")).isFalse();
  }

  @Test
  void hasNoErrorsMemberWithoutFaults() throws IOException {
    assertThat(json(Problem.notFound()).has("errors")).isFalse();
  }

  @Test
  void asksForARetryWhenSomethingIsUnavailable() {
    assertThat(
            Problem.of(ProblemCode.STORE_UNAVAILABLE, "x")
                .retryAfter(3)
                .toAnswer("request-1")
                .headers())
        .containsEntry("Retry-After", "3");
  }

  @Test
  void hasExtensionMembers() throws IOException {
    var problem =
        Problem.of(ProblemCode.WINDOW_CLOSED, "x")
            .extendedWith(members -> members.put("closedAt", "2020-06-01T12:00:00Z"));

    assertThat(json(problem).get("closedAt").textValue()).isEqualTo("2020-06-01T12:00:00Z");
  }

  @Test
  void keepsItsFaultsWhenAHeaderIsAdded() {
    var problem =
        Problem.of(ProblemCode.VALIDATION, "x")
            .with(Fault.at("/a", "b"))
            .withHeader("Retry-After", "1");

    assertThat(problem.faults()).containsExactly(Fault.at("/a", "b"));
  }

  private static JsonNode json(Problem problem) throws IOException {
    return Json.read(problem.toAnswer("request-1").body());
  }
}
