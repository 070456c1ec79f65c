package dev.keyshelf.local.history;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.history.Told.Span;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends requests until they are answered. Some clients give up after the first try. */
final class Patience {
  private static final int ONE_GIVES_UP_IN = 15;
  private static final int MOST_TRIES = 60;
  private static final Set<String> GATED = Set.of("start", "link", "rotate");

  private final Told told;
  private final String client;

  Patience(Told told, String client) {
    this.told = told;
    this.client = client;
  }

  /** The last answer to a request. */
  record Reply(Answer answer, Span span, int tries) {
    boolean is(int status) {
      return answer.status() == status;
    }

    /**
     * Returns whether the command may have been done by an earlier try, although its repetition was
     * refused: a command checks its gate before it looks for an earlier outcome of the same key.
     */
    private boolean isUnsure(String what) {
      return tries > 1 && answer.status() >= 400 && GATED.contains(what);
    }
  }

  /** Sends a command until it gets a final answer. Returns empty if the client gave up. */
  Optional<Reply> command(String what, String about, Random draw, Supplier<Answer> request) {
    var reply = tried(what, about, draw.nextInt(ONE_GIVES_UP_IN) == 0 ? 1 : MOST_TRIES, request);
    if (reply.map(each -> each.isUnsure(what)).orElse(true)) {
      told.maybe(what, about);
    }
    return reply;
  }

  /** Sends a read until it is answered. */
  Reply read(String about, Supplier<Answer> request) {
    return tried("read", about, MOST_TRIES, request).orElseThrow();
  }

  private Optional<Reply> tried(
      String what, String about, int mostTries, Supplier<Answer> request) {
    var began = System.nanoTime();
    var said = "";
    for (int tries = 1; tries <= mostTries; tries++) {
      var answer = request.get();
      var span = new Span(began, System.nanoTime());
      said = answer.status() + " " + (answer.status() < 300 ? "" : text(answer));
      if (!isForLater(answer)) {
        told.act(span, client, what, about, tries + " tries, " + said);
        return Optional.of(new Reply(answer, span, tries));
      }
    }
    told.act(new Span(began, System.nanoTime()), client, what, about, "client gave up, " + said);
    if (mostTries > 1) {
      told.wrong.add("%s %s was never answered: %s".formatted(what, about, said));
    }
    return Optional.empty();
  }

  private static String text(Answer answer) {
    return answer.text().length() > 160 ? answer.text().substring(0, 160) : answer.text();
  }

  /** Sends an event until its function has finished, or until the client gives up. */
  void event(String what, Random draw, Supplier<Boolean> handOver, Consumer<Span> done) {
    var began = System.nanoTime();
    var mostTries = draw.nextInt(ONE_GIVES_UP_IN) == 0 ? 1 : MOST_TRIES;
    for (int tries = 1; tries <= mostTries; tries++) {
      if (handOver.get()) {
        var span = new Span(began, System.nanoTime());
        told.act(span, client, what, "", tries + " tries");
        done.accept(span);
        return;
      }
    }
    told.maybe(what, "");
    if (mostTries > 1) {
      told.wrong.add(what + " was never done");
    }
  }

  private static boolean isForLater(Answer answer) {
    return answer.status() == 500
        || (answer.status() == 503 && !answer.at("/code").equals("keys-exhausted"))
        || (answer.status() == 409 && answer.text().contains("request-in-progress"));
  }
}
