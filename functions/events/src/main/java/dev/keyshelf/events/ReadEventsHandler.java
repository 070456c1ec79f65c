package dev.keyshelf.events;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.EventJson;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.feed.ReadEvents;
import dev.keyshelf.domain.feed.ReadEvents.Result;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;

/** {@code GET /v1/events?after=&types=&limit=&wait=}: the feed, from any number on. */
public final class ReadEventsHandler extends PartnerHandler {
  private final ReadEvents readEvents;
  private final LongPoll longPoll;

  /** Creates the handler in Lambda, from its environment. */
  public ReadEventsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadEventsHandler(Wiring wiring) {
    this(wiring, LongPoll.sleeping(wiring.feed().longestWait()));
  }

  ReadEventsHandler(Wiring wiring, LongPoll longPoll) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN,
        Role.REFERRAL_ADMIN,
        Role.MARKETING_CONTENT_ADMIN);
    this.readEvents = new ReadEvents(wiring.feed().feeds(), wiring.activityLog());
    this.longPoll = longPoll;
  }

  @Override
  protected Reply answer(Call call) {
    var asked = EventsQuestion.of(call);
    var partner = call.partner();
    readEvents.record(partner, call.act());
    var after = asked.after().orElseGet(() -> readEvents.last(partner));
    var result =
        longPoll.until(
            asked.seconds(),
            after,
            from -> readEvents.page(partner, from, asked.types(), asked.limit()));
    return switch (result) {
      case Result.Page(var events, var examinedUpTo) -> {
        var json = Json.object();
        var items = json.putArray("items");
        events.stream().map(EventJson::of).forEach(items::add);
        yield Answer.ok(json.put("examinedUpTo", examinedUpTo)).notStored();
      }
      case Result.Beyond(var last) -> beyond(last);
    };
  }

  private static Problem beyond(long last) {
    return Problem.of(ProblemCode.VALIDATION, "A parameter is missing or not valid.")
        .with(Fault.ofParameter("after", "must be at most %s, the last number".formatted(last)));
  }
}
