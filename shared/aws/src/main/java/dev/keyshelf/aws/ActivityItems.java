package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.RecordedDocument;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.identity.WebhookId;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Converts activity records to items and back. Records are only added, never changed or removed.
 */
final class ActivityItems {
  private ActivityItems() {}

  static Item item(ActivityRecord activity) {
    var item =
        Item.at(Keys.activity(activity.partner(), activity.at(), activity.id()))
            .with("id", activity.id())
            .with("at", activity.at())
            .with("actor", actor(activity.by()))
            .with("operation", activity.operation().name())
            .with("subject", subject(activity.subject()))
            .with("requestId", activity.requestId())
            .with("outcome", activity.outcome().name())
            .withText("reason", activity.reason())
            .withText("detail", activity.detail());
    if (!activity.changed().isEmpty()) {
      item.withTexts("changed", activity.changed());
    }
    return withSpan(item, activity.span());
  }

  static ActivityRecord record(PartnerId partner, Item item) {
    return new ActivityRecord(
        item.text("id"),
        partner,
        item.instant("at"),
        actor(item.item("actor")),
        Operation.valueOf(item.text("operation")),
        subject(item.item("subject")),
        item.text("requestId"),
        Outcome.valueOf(item.text("outcome")),
        item.optionalText("reason"),
        item.optionalText("detail"),
        item.has("changed") ? item.texts("changed") : List.of(),
        span(item));
  }

  /** Adds a place in a client's trace to an item. Without one the item stays as it is. */
  static Item withSpan(Item item, Optional<Span> span) {
    return item.withText("traceparent", span.map(Span::parent))
        .withText("tracestate", span.flatMap(Span::state));
  }

  /** Returns the place in a client's trace; empty if the item has none. */
  static Optional<Span> span(Item item) {
    return Span.parse(item.optionalText("traceparent"), item.optionalText("tracestate"));
  }

  static Item actor(Actor actor) {
    return switch (actor) {
      case Actor.User user ->
          Item.inner()
              .with("user", user.name())
              .withTexts("roles", user.roles())
              .withText("displayName", user.displayName())
              .withText("application", user.application())
              .withText("sourceIp", user.sourceIp())
              .withText("userAgent", user.userAgent());
      case Actor.LinkHolder(var sourceIp, var userAgent) ->
          Item.inner().with("sourceIp", sourceIp).with("userAgent", userAgent);
      case Actor.Operator(var principal, var sourceIp) ->
          Item.inner().with("principal", principal).with("sourceIp", sourceIp);
      case Actor.SupportOperator(var name) -> Item.inner().with("operator", name);
      case Actor.Schedule(var name) -> Item.inner().with("schedule", name);
    };
  }

  static Actor actor(Item item) {
    if (item.has("operator")) {
      return new Actor.SupportOperator(item.text("operator"));
    }
    if (item.has("schedule")) {
      return new Actor.Schedule(item.text("schedule"));
    }
    if (item.has("principal")) {
      return new Actor.Operator(item.text("principal"), item.text("sourceIp"));
    }
    return item.has("user")
        ? new Actor.User(
            item.text("user"),
            Set.copyOf(item.texts("roles")),
            item.optionalText("displayName"),
            item.optionalText("application"),
            item.optionalText("sourceIp"),
            item.optionalText("userAgent"))
        : new Actor.LinkHolder(item.text("sourceIp"), item.text("userAgent"));
  }

  private static Item subject(Subject subject) {
    var item =
        Item.inner()
            .withText("customer", subject.customer().map(CustomerId::value))
            .withText("order", subject.order().map(OrderId::value))
            .withText("entitlement", subject.entitlement().map(EntitlementId::value))
            .withText("product", subject.product().map(ProductId::value))
            .withText("link", subject.link().map(LinkId::value))
            .withText("file", subject.file())
            .withText("supportRequest", subject.supportRequest().map(SupportRequestId::value))
            .withText("linkCreatedBy", subject.linkCreatedBy())
            .withText("webhook", subject.webhook().map(WebhookId::value));
    subject.document().ifPresent(document -> item.with("document", document(document)));
    return subject.keys().isEmpty()
        ? item
        : item.with("keys", subject.keys().stream().map(ActivityItems::key).toList());
  }

  private static Item key(TouchedKey key) {
    return Item.inner()
        .with("ordinal", key.ordinal())
        .with("lastFive", key.lastFive())
        .withText("replaced", key.replaced());
  }

  private static TouchedKey key(Item item) {
    return new TouchedKey(
        item.integer("ordinal"), item.text("lastFive"), item.optionalText("replaced"));
  }

  private static Subject subject(Item item) {
    return new Subject(
        item.optionalText("customer").map(CustomerId::new),
        item.optionalText("order").map(OrderId::new),
        item.optionalText("entitlement").map(EntitlementId::new),
        item.optionalText("product").map(ProductId::new),
        item.optionalText("link").map(LinkId::new),
        item.optionalText("file"),
        item.has("keys") ? item.items("keys").stream().map(ActivityItems::key).toList() : List.of(),
        item.optionalText("supportRequest").map(SupportRequestId::new),
        item.optionalText("linkCreatedBy"),
        item.optionalItem("document").map(ActivityItems::document),
        item.optionalText("webhook").map(WebhookId::new));
  }

  private static Item document(RecordedDocument document) {
    return Item.inner()
        .with("number", document.number())
        .with("month", document.month().toString())
        .with("currency", document.currency().getCurrencyCode())
        .with("format", document.format())
        .with("sha256", document.sha256())
        .with("bytes", document.bytes())
        .with("rendering", document.rendering());
  }

  private static RecordedDocument document(Item item) {
    return new RecordedDocument(
        item.text("number"),
        YearMonth.parse(item.text("month")),
        Currency.getInstance(item.text("currency")),
        item.text("format"),
        item.text("sha256"),
        item.number("bytes"),
        item.integer("rendering"));
  }
}
