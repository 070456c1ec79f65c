package dev.keyshelf.api;

import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.util.TreeMap;
import java.util.function.Function;

/** Converts answers to stored answers and back. A stored answer keeps the same bytes. */
public final class Stored {
  private static final String MEDIA_TYPE = "Content-Type";

  private Stored() {}

  /** Returns the stored form of an answer without secrets. */
  public static StoredAnswer of(Answer answer) {
    return of(answer, false);
  }

  static StoredAnswer of(Answer answer, boolean secret) {
    var headers = new TreeMap<>(answer.headers());
    headers.put(MEDIA_TYPE, answer.mediaType());
    return new StoredAnswer(answer.status(), headers, answer.body(), secret);
  }

  /** Returns the answer that was committed together with its command. */
  public static Answer answer(StoredAnswer stored) {
    var headers = new TreeMap<>(stored.headers());
    var mediaType = headers.remove(MEDIA_TYPE);
    return new Answer(
        stored.status(),
        headers,
        mediaType == null ? "application/json" : mediaType,
        stored.body());
  }

  /**
   * Returns the reply to a command whose answer was stored together with its effects.
   *
   * @param problems converts the reason of a refusal to a problem
   */
  public static <R> Reply reply(Told<StoredAnswer, R> told, Function<R, Problem> problems) {
    return reply(told, Stored::answer, problems);
  }

  /**
   * Returns the reply to a command whose answer is not stored but made from its result each time.
   *
   * @param answers converts the command's result to an answer
   * @param problems converts the reason of a refusal to a problem
   */
  public static <V, R> Reply reply(
      Told<V, R> told, Function<V, Answer> answers, Function<R, Problem> problems) {
    return switch (told) {
      case Told.Done<V, R>(var value, var repeated) -> {
        var answer = answers.apply(value);
        yield repeated ? answer.withHeader("Idempotent-Replayed", "true") : answer;
      }
      case Told.KeyReused<V, R>() -> reused();
      case Told.Refused<V, R>(var why) -> problems.apply(why);
    };
  }

  /** Returns the refusal of an Idempotency-Key that another request has used. */
  public static Problem reused() {
    return Problem.of(
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key was used for another request in the last 24 hours.");
  }
}
