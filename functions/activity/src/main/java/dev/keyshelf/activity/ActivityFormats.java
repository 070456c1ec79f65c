package dev.keyshelf.activity;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes records of the log as JSON and as rows of a table. */
final class ActivityFormats {
  /** The columns of a table. They are never renamed or moved. New ones are added at the end. */
  private static final List<String> COLUMNS =
      List.of(
          "at",
          "operation",
          "outcome",
          "reason",
          "user",
          "roles",
          "sourceIp",
          "userAgent",
          "customerId",
          "orderId",
          "entitlementId",
          "productId",
          "linkId",
          "fileName",
          "keys",
          "detail",
          "requestId",
          "id",
          "operator",
          "supportRequestId",
          "displayName",
          "application",
          "linkCreatedBy",
          "schedule",
          "webhookId",
          "changed");

  private ActivityFormats() {}

  static ObjectNode json(ActivityRecord record) {
    var json =
        Json.object()
            .put("id", record.id())
            .put("at", record.at().toString())
            .put("operation", record.operation().name())
            .put("outcome", record.outcome().name());
    var actor = json.putObject("actor");
    who(record.by()).forEach(actor::put);
    if (record.by() instanceof Actor.User user) {
      var list = actor.putArray("roles");
      user.roles().stream().sorted().forEach(list::add);
    }
    what(record.subject()).forEach(json::put);
    if (!record.subject().keys().isEmpty()) {
      var keys = json.putArray("keys");
      record.subject().keys().forEach(key -> json(keys.addObject(), key));
    }
    record.reason().ifPresent(why -> json.put("reason", why));
    record.detail().ifPresent(detail -> json.put("detail", detail));
    if (!record.changed().isEmpty()) {
      var changed = json.putArray("changed");
      record.changed().forEach(changed::add);
    }
    return json.put("requestId", record.requestId());
  }

  private static void json(ObjectNode json, TouchedKey key) {
    json.put("ordinal", key.ordinal()).put("lastFive", key.lastFive());
    key.replaced().ifPresent(old -> json.put("replaced", old));
  }

  /** Sends the rows of a table to the sink, the column names first. */
  static void rows(List<ActivityRecord> records, Csv csv, Consumer<String> sink) {
    sink.accept(csv.row(COLUMNS.toArray()));
    records.forEach(
        record -> {
          var cells = cells(record);
          sink.accept(
              csv.row(COLUMNS.stream().map(name -> cells.getOrDefault(name, "")).toArray()));
        });
  }

  private static Map<String, String> cells(ActivityRecord record) {
    var cells = new LinkedHashMap<>(who(record.by()));
    cells.putAll(what(record.subject()));
    if (record.by() instanceof Actor.User user) {
      cells.put("roles", String.join(" ", user.roles().stream().sorted().toList()));
    }
    cells.put(
        "keys", record.subject().keys().stream().map(ActivityFormats::text).collect(joining("; ")));
    cells.put("at", record.at().toString());
    cells.put("operation", record.operation().name());
    cells.put("outcome", record.outcome().name());
    record.reason().ifPresent(why -> cells.put("reason", why));
    record.detail().ifPresent(detail -> cells.put("detail", detail));
    cells.put("changed", String.join("; ", record.changed()));
    cells.put("requestId", record.requestId());
    cells.put("id", record.id());
    return cells;
  }

  private static String text(TouchedKey key) {
    var text = key.ordinal() + ":" + key.lastFive();
    return key.replaced().map(old -> text + " for " + old).orElse(text);
  }

  private static Map<String, String> who(Actor actor) {
    var who = new LinkedHashMap<String, String>();
    switch (actor) {
      case Actor.User user -> {
        who.put("user", user.name());
        user.displayName().ifPresent(name -> who.put("displayName", name));
        user.application().ifPresent(application -> who.put("application", application));
        user.sourceIp().ifPresent(address -> who.put("sourceIp", address));
        user.userAgent().ifPresent(agent -> who.put("userAgent", agent));
      }
      case Actor.LinkHolder(var sourceIp, var userAgent) -> {
        who.put("sourceIp", sourceIp);
        who.put("userAgent", userAgent);
      }
      case Actor.Operator(var principal, var sourceIp) -> {
        who.put("user", principal);
        who.put("sourceIp", sourceIp);
      }
      case Actor.SupportOperator(var name) -> who.put("operator", name);
      case Actor.Schedule(var name) -> who.put("schedule", name);
    }
    return who;
  }

  private static Map<String, String> what(Subject subject) {
    var what = new LinkedHashMap<String, String>();
    subject.customer().map(CustomerId::value).ifPresent(id -> what.put("customerId", id));
    subject.order().map(OrderId::value).ifPresent(id -> what.put("orderId", id));
    subject.entitlement().map(EntitlementId::value).ifPresent(id -> what.put("entitlementId", id));
    subject.product().map(ProductId::value).ifPresent(id -> what.put("productId", id));
    subject.link().map(LinkId::value).ifPresent(id -> what.put("linkId", id));
    subject.linkCreatedBy().ifPresent(user -> what.put("linkCreatedBy", user));
    subject.file().ifPresent(name -> what.put("fileName", name));
    subject
        .supportRequest()
        .map(SupportRequestId::value)
        .ifPresent(id -> what.put("supportRequestId", id));
    subject.webhook().map(WebhookId::value).ifPresent(id -> what.put("webhookId", id));
    return what;
  }
}
