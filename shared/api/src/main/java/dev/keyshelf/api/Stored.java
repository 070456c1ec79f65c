package dev.keyshelf.api;

import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import java.util.TreeMap;

/** Answers on their way into the store and out of it again: the same bytes both times. */
public final class Stored {
  private static final String MEDIA_TYPE = "Content-Type";

  private Stored() {}

  /** Gives an answer as it is kept, where it holds no secret. */
  public static StoredAnswer of(Answer answer) {
    return of(answer, false);
  }

  static StoredAnswer of(Answer answer, boolean secret) {
    var headers = new TreeMap<>(answer.headers());
    headers.put(MEDIA_TYPE, answer.mediaType());
    return new StoredAnswer(answer.status(), headers, answer.body(), secret);
  }

  /** Gives the answer that was committed with what it answers. */
  public static Answer answer(StoredAnswer stored) {
    var headers = new TreeMap<>(stored.headers());
    var mediaType = headers.remove(MEDIA_TYPE);
    return new Answer(
        stored.status(),
        headers,
        mediaType == null ? "application/json" : mediaType,
        stored.body());
  }

  /** Gives the answer to a request that was made before, or refuses another one under its key. */
  public static Answer answer(Repeat repeat) {
    return switch (repeat) {
      case Repeat.Replay(var stored) -> replayed(answer(stored));
      case Repeat.Reuse() -> throw reused();
    };
  }

  /** Marks an answer as given before. */
  public static Answer replayed(Answer answer) {
    return answer.withHeader("Idempotent-Replayed", "true");
  }

  /** Gives the refusal of a key that another request has used. */
  public static ProblemException reused() {
    return new ProblemException(
        Problem.unprocessable(
            "idempotency-key-reused",
            "This Idempotency-Key was used for another request in the last 24 hours."));
  }
}
