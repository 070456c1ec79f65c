package dev.keyshelf.domain.once;

import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdempotencyRecordTest {
  private static final StoredAnswer ANSWER = new StoredAnswer(201, Map.of(), "{}", false);
  private static final IdempotencyKey KEY = new IdempotencyKey(PARTNER, "POST /v1/orders", "k-1");
  private static final IdempotencyRecord RECORD = new IdempotencyRecord(KEY, "abc", ANSWER);

  @Test
  void replaysTheAnswerToTheSameRequest() {
    assertThat(RECORD.repeatedBy("abc")).isEqualTo(new Repeat.Replay(ANSWER));
  }

  @Test
  void refusesAnotherRequest() {
    assertThat(RECORD.repeatedBy("abd")).isEqualTo(new Repeat.Reuse());
  }

  @Test
  void storesTheAnswer() {
    var once = new Once<String>(KEY, "abc", done -> new StoredAnswer(201, Map.of(), done, true));

    assertThat(once.record("done"))
        .isEqualTo(
            new IdempotencyRecord(KEY, "abc", new StoredAnswer(201, Map.of(), "done", true)));
  }

  @Test
  void hasAKeyOf1To255Characters() {
    assertThatCode(() -> new IdempotencyKey(PARTNER, "r", "k".repeat(255)))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(PARTNER, "r", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdempotencyKey(PARTNER, "r", "k".repeat(256)));
  }
}
