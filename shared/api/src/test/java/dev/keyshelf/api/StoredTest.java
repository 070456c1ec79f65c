package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import org.junit.jupiter.api.Test;

class StoredTest {
  private static final Answer CREATED =
      Answer.created("/v1/things/8", Json.object().put("id", "8")).notStored();

  @Test
  void comesOutAsItWentIn() {
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
  void isReplayedWithAMark() {
    var replayed = Stored.answer(new Repeat.Replay(Stored.of(CREATED, false)));

    assertThat(replayed).isEqualTo(CREATED.withHeader("Idempotent-Replayed", "true"));
  }

  @Test
  void isNotGivenToAnotherRequest() {
    var reuse = new Repeat.Reuse();

    var refused = catchThrowableOfType(ProblemException.class, () -> Stored.answer(reuse));

    assertThat(refused.problem())
        .extracting(Problem::status, Problem::code)
        .containsExactly(422, "idempotency-key-reused");
  }
}
