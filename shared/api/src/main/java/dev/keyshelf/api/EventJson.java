package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.RecordedDocument;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.http.Json;
import java.util.Locale;

/**
 * Writes events as CloudEvents 1.0 in JSON. They are thin: ids, numbers, and the names of what
 * changed. Of a record's free texts, addresses and key characters, nothing is written.
 */
public final class EventJson {
  private static final String SCHEMAS = "https://keyshelf.dev/events/";
  private static final String PREFIX = "dev.keyshelf.";

  private EventJson() {}

  /** Returns an event as JSON. */
  public static ObjectNode of(Event event) {
    var record = event.record();
    var type = event.type().name();
    var json =
        Json.object()
            .put("specversion", "1.0")
            .put("id", record.id())
            .put("source", "/v1/partners/" + record.partner())
            .put("type", type);
    event.subject().ifPresent(subject -> json.put("subject", subject));
    json.put("time", record.at().toString())
        .put("sequence", String.format(Locale.ROOT, "%019d", event.number()));
    event.requestId().ifPresent(id -> json.put("requestid", id));
    record.span().ifPresent(span -> trace(json, span));
    json.put("datacontenttype", "application/json")
        .put("dataschema", SCHEMAS + type.substring(PREFIX.length()) + ".json#data");
    var data = json.putObject("data").put("number", event.number());
    data.put("outcome", record.outcome().name());
    actor(data.putObject("actor"), record.by());
    var subject = record.subject();
    subject.customer().ifPresent(id -> data.put("customerId", id.value()));
    subject.order().ifPresent(id -> data.put("orderId", id.value()));
    subject.entitlement().ifPresent(id -> data.put("entitlementId", id.value()));
    subject.product().ifPresent(id -> data.put("productId", id.value()));
    subject.link().ifPresent(id -> data.put("linkId", id.value()));
    subject.supportRequest().ifPresent(id -> data.put("supportRequestId", id.value()));
    subject.document().ifPresent(document -> document(data, document));
    subject.webhook().ifPresent(id -> data.put("webhookId", id.value()));
    if (!subject.keys().isEmpty()) {
      var keys = data.putArray("keys");
      subject.keys().stream().map(TouchedKey::ordinal).forEach(keys::add);
    }
    if (record.operation() == Operation.WEBHOOK_STOPPED) {
      // The server's own word. Reasons of other operations are what a person has typed.
      record.reason().ifPresent(why -> data.put("reason", why));
    }
    if (!record.changed().isEmpty()) {
      var changed = data.putArray("changed");
      record.changed().forEach(changed::add);
    }
    return json;
  }

  /** Writes the attributes of CloudEvents' extension for distributed tracing. */
  private static void trace(ObjectNode json, Span span) {
    json.put("traceparent", span.parent());
    span.state().ifPresent(state -> json.put("tracestate", state));
  }

  private static void document(ObjectNode data, RecordedDocument document) {
    data.put("documentNumber", document.number())
        .put("month", document.month().toString())
        .put("currency", document.currency().getCurrencyCode())
        .put("format", document.format())
        .put("sha256", document.sha256())
        .put("bytes", document.bytes())
        .put("rendering", document.rendering());
  }

  private static void actor(ObjectNode json, Actor actor) {
    switch (actor) {
      case Actor.User user -> json.put("kind", "user").put("user", user.name());
      case Actor.LinkHolder _ -> json.put("kind", "link-holder");
      case Actor.Operator _ -> json.put("kind", "operator");
      case Actor.SupportOperator _ -> json.put("kind", "support");
      case Actor.Schedule _ -> json.put("kind", "schedule");
    }
  }
}
