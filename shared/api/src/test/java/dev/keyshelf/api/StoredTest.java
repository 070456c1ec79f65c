package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import org.junit.jupiter.api.Test;

class StoredTest {
  private static final Answer CREATED =
      Answer.created("/v1/things/8", Json.object().put("id", "8")).notStored();

  @Test
  void roundTripsAnAnswer() {
    assertThat(Stored.answer(Stored.of(CREATED, false))).isEqualTo(CREATED);
  }

  @Test
  void keepsAnotherMediaType() {
    var page = Answer.html(200, "<p>");

    assertThat(Stored.answer(Stored.of(page, false))).isEqualTo(page);
  }

  @Test
  void remembersWhetherItHoldsASecret() {
    assertThat(Stored.of(CREATED, true).secret()).isTrue();
    assertThat(Stored.of(CREATED, false).secret()).isFalse();
  }

  @Test
  void repliesWithoutAMarkTheFirstTime() {
    assertThat(reply(new Told.Done<>(Stored.of(CREATED), false))).isEqualTo(CREATED);
  }

  @Test
  void replaysWithAMark() {
    assertThat(reply(new Told.Done<>(Stored.of(CREATED), true)))
        .isEqualTo(CREATED.withHeader("Idempotent-Replayed", "true"));
  }

  @Test
  void isNotGivenToAnotherRequest() {
    assertThat(reply(new Told.KeyReused<>()))
        .isInstanceOfSatisfying(
            Problem.class,
            refused ->
                assertThat(refused)
                    .extracting(Problem::status, Problem::code)
                    .containsExactly(422, ProblemCode.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void leavesARefusalToItsHandler() {
    assertThat(reply(new Told.Refused<>(ProblemCode.WINDOW_CLOSED)))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.WINDOW_CLOSED));
  }

  private static Reply reply(Told<StoredAnswer, ProblemCode> told) {
    return Stored.reply(told, code -> Problem.of(code, "No."));
  }
}
