package dev.keyshelf.webhooks;

import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.webhook.ChangeWebhook.Changes;
import dev.keyshelf.domain.webhook.ChangeWebhook.Choice;
import dev.keyshelf.domain.webhook.CreateWebhook;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.RedeliverEvents;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Request;
import java.util.List;
import java.util.Optional;

/** Reads the bodies of requests about webhooks. */
final class WebhookFields {
  static final String NUMBER = "number";
  static final String AFTER = "after";

  /** The largest number that JSON's common parsers keep exactly. */
  private static final long MOST = 9_007_199_254_740_991L;

  private static final String ADDRESS = "address";
  private static final String DESCRIPTION = "description";
  private static final String TYPES = "types";

  private WebhookFields() {}

  static CreateWebhook.Wanted wanted(Request request, Reach reach) {
    var body = Body.of(request);
    if (!body.has(ADDRESS)) {
      body.fault(ADDRESS, "is missing");
    }
    var address = address(body, reach);
    var types = types(body);
    var description = body.optionalWords(DESCRIPTION, Webhook.LONGEST_DESCRIPTION);
    body.done();
    return new CreateWebhook.Wanted(
        address.orElseThrow(), types.orElseGet(EventTypes::all), description);
  }

  static Changes changes(Request request, Reach reach) {
    var body = Body.of(request);
    body.cannotBeRemoved(ADDRESS, TYPES, "state");
    var address = address(body, reach);
    var types = types(body);
    var description = description(body);
    var state = body.optionalOneOf("state", Choice.class);
    body.done();
    return new Changes(address, types, description, state);
  }

  private static Patch<String> description(Body body) {
    return body.isNull(DESCRIPTION)
        ? new Patch.Removed<>()
        : Patch.givenOrKept(body.optionalWords(DESCRIPTION, Webhook.LONGEST_DESCRIPTION));
  }

  private static Optional<WebhookAddress> address(Body body, Reach reach) {
    return body.optionalText(ADDRESS, WebhookAddress.LONGEST)
        .filter(text -> !text.isEmpty())
        .flatMap(
            text ->
                switch (WebhookAddress.parse(text, reach)) {
                  case WebhookAddress.Allowed(var address) -> Optional.of(address);
                  case WebhookAddress.Refused(var why) -> {
                    body.fault(ADDRESS, why.rule());
                    yield Optional.empty();
                  }
                });
  }

  private static Optional<EventTypes> types(Body body) {
    return body.optionalParsedList(
            TYPES,
            Webhook.MOST_TYPES,
            "a type of event, or a type with .* in the place of its last parts, such as"
                + " dev.keyshelf.order.*",
            text -> EventTypes.parse(List.of(text)).map(_ -> text))
        .map(EventTypes::new);
  }

  static RedeliverEvents.Wanted redelivery(Request request) {
    var body = Body.of(request);
    var isOne = body.has(NUMBER);
    if (isOne == body.has(AFTER)) {
      body.fault(NUMBER, "send either number or after");
    }
    var number = isOne ? body.wholeNumber(NUMBER, 1, MOST) : body.wholeNumber(AFTER, 0, MOST);
    body.done();
    return isOne
        ? new RedeliverEvents.Wanted.One(number)
        : new RedeliverEvents.Wanted.AllAfter(number);
  }

  /** Accepts no body, or an empty object. */
  static void nothing(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
