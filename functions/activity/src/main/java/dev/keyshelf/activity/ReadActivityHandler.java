package dev.keyshelf.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import java.time.DateTimeException;
import java.time.Instant;

/** {@code GET /v1/activity?from=&to=}: who touched keys and downloads, newest first. */
public final class ReadActivityHandler extends PartnerHandler {
  private final ActivityLog log;

  /** For Lambda. */
  public ReadActivityHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadActivityHandler(Wiring wiring) {
    super(
        wiring.clock(),
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN,
        Role.REFERRAL_ADMIN,
        Role.MARKETING_CONTENT_ADMIN);
    this.log = wiring.activityLog();
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery("from", "to", "limit", "cursor");
    var asked = TimeRange.ofADay(call.request(), call.now());
    var route = call.request().route();
    var cursor =
        Cursor.read(call.request(), route, asked.query()).map(ReadActivityHandler::resumed);
    // A page that goes on keeps the range of the first: "until now" would move under it.
    var range = cursor.map(Resumed::range).orElse(asked);
    var page =
        log.list(
            call.partner(), range.from(), range.to(), call.limit(), cursor.map(Resumed::position));
    var json = Json.object().put("from", range.from().toString()).put("to", range.to().toString());
    var items = json.putArray("items");
    page.records().forEach(record -> items.add(json(record)));
    page.next()
        .ifPresent(
            next ->
                json.put(
                    "next",
                    Cursor.write(
                        String.join(
                            " ",
                            range.from().toString(),
                            range.to().toString(),
                            next.at().toString(),
                            next.id()),
                        route,
                        asked.query())));
    return Answer.ok(json).notStored();
  }

  private record Resumed(TimeRange range, Position position) {}

  private static Resumed resumed(String cursor) {
    try {
      var parts = cursor.split(" ", -1);
      return new Resumed(
          new TimeRange(Instant.parse(parts[0]), Instant.parse(parts[1]), ""),
          new Position(Instant.parse(parts[2]), parts[3]));
    } catch (DateTimeException | ArrayIndexOutOfBoundsException _) {
      throw Cursor.invalid();
    }
  }

  private static ObjectNode json(ActivityRecord record) {
    var json =
        Json.object()
            .put("id", record.id())
            .put("at", record.at().toString())
            .put("operation", record.operation().name());
    var actor = json.putObject("actor");
    switch (record.by()) {
      case Actor.User(var name, var roles) -> {
        actor.put("user", name);
        var list = actor.putArray("roles");
        roles.stream().sorted().forEach(list::add);
      }
      case Actor.LinkHolder(var sourceIp, var userAgent) ->
          actor.put("sourceIp", sourceIp).put("userAgent", userAgent);
    }
    var subject = record.subject();
    json.put("customerId", subject.customer().value());
    subject.order().map(OrderId::value).ifPresent(id -> json.put("orderId", id));
    subject.entitlement().map(EntitlementId::value).ifPresent(id -> json.put("entitlementId", id));
    subject.product().map(ProductId::value).ifPresent(id -> json.put("productId", id));
    subject.link().map(LinkId::value).ifPresent(id -> json.put("linkId", id));
    subject.file().ifPresent(name -> json.put("fileName", name));
    if (!subject.keys().isEmpty()) {
      var keys = json.putArray("keys");
      subject.keys().forEach(key -> json(keys.addObject(), key));
    }
    record.reason().ifPresent(why -> json.put("reason", why));
    return json.put("requestId", record.requestId());
  }

  private static void json(ObjectNode json, TouchedKey key) {
    json.put("ordinal", key.ordinal()).put("lastFive", key.lastFive());
    key.replaced().ifPresent(old -> json.put("replaced", old));
  }
}
