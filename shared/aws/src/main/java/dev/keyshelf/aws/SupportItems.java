package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.Concern;
import dev.keyshelf.domain.support.Decision;
import dev.keyshelf.domain.support.Impact;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.ProblemType;
import dev.keyshelf.domain.support.SupportQueue;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Converts support requests and their notes to items and back. */
final class SupportItems {
  private SupportItems() {}

  static Key key(SupportRequest request) {
    return Keys.supportRequest(request.partner(), request.id());
  }

  static Item item(SupportRequest request) {
    var item =
        Item.at(key(request))
            .with("id", request.id().value())
            .with("concern", concern(request.concern()))
            .with("contact", CustomerItems.contact(request.contact()))
            .with("createdAt", request.createdAt())
            .with("createdBy", request.createdBy())
            .with("requestState", request.state().name())
            .with("stateSince", request.since())
            .with("notes", request.notes())
            .with("movedAt", request.movedAt())
            .withInstant("closedAt", request.closedAt())
            .with("version", request.version())
            .with(DeskKeys.PARTITION, DeskKeys.support(request.state(), request.id()))
            .with(DeskKeys.SORT, DeskKeys.support(SupportQueue.Place.of(request)));
    request.decision().ifPresent(decision -> item.with("decision", decision(decision)));
    return item;
  }

  static SupportRequest request(PartnerId partner, Item item) {
    return new SupportRequest(
        new SupportRequestId(item.text("id")),
        partner,
        concern(item.item("concern")),
        CustomerItems.contact(item.item("contact")),
        item.instant("createdAt"),
        item.text("createdBy"),
        SupportRequestState.valueOf(item.text("requestState")),
        // Requests of earlier releases lack it. They were last moved then, or got a note.
        item.optionalInstant("stateSince").orElseGet(() -> item.instant("movedAt")),
        item.integer("notes"),
        item.instant("movedAt"),
        item.optionalItem("decision").map(SupportItems::decision),
        item.optionalInstant("closedAt"),
        item.number("version"));
  }

  private static Item concern(Concern concern) {
    var item =
        Item.inner()
            .with("type", concern.type().name())
            .with("impact", concern.impact().name())
            .with("title", concern.title())
            .withText("description", concern.description())
            .with("customer", concern.customer().id().value())
            .with("tenantId", concern.customer().tenant().value())
            .with("domain", concern.customer().domain().ascii())
            .withText("order", concern.order().map(OrderId::value))
            .withText("entitlement", concern.entitlement().map(EntitlementId::value))
            .with("lines", lines(concern.lines()))
            .withText("reasonCode", concern.reason().map(reason -> reason.code().name()))
            .withText("reason", concern.reason().map(Reason::text));
    concern.amount().ifPresent(amount -> item.with("amount", amount));
    return item;
  }

  private static Concern concern(Item item) {
    return new Concern(
        ProblemType.valueOf(item.text("type")),
        Impact.valueOf(item.text("impact")),
        item.text("title"),
        item.optionalText("description"),
        new Concern.Party(
            new CustomerId(item.text("customer")),
            new TenantId(item.text("tenantId")),
            new Domain(item.text("domain"))),
        item.optionalText("order").map(OrderId::new),
        item.optionalText("entitlement").map(EntitlementId::new),
        lines(item.items("lines")),
        item.optionalText("reasonCode")
            .map(code -> new Reason(ReasonCode.valueOf(code), item.text("reason"))),
        item.has("amount") ? Optional.of(item.money("amount")) : Optional.empty());
  }

  private static List<Item> lines(Selection selection) {
    return selection.quantities().entrySet().stream()
        .map(
            named -> {
              var line = Item.inner().with("line", named.getKey());
              named.getValue().ifPresent(units -> line.with("quantity", units));
              return line;
            })
        .toList();
  }

  private static Selection lines(List<Item> items) {
    var quantities = new TreeMap<Integer, Optional<Integer>>();
    for (var item : items) {
      quantities.put(
          item.integer("line"),
          item.has("quantity") ? Optional.of(item.integer("quantity")) : Optional.empty());
    }
    return new Selection(quantities);
  }

  private static Item decision(Decision decision) {
    var item = Item.inner().with("at", decision.at()).with("operator", decision.operator());
    decision.grant().ifPresent(grant -> item.with("grant", grant(grant)));
    return item;
  }

  private static Decision decision(Item item) {
    return new Decision(
        item.instant("at"),
        item.text("operator"),
        item.optionalItem("grant").map(SupportItems::grant));
  }

  private static Item grant(Decision.Grant grant) {
    return Item.inner()
        .with("creditNote", grant.creditNote())
        .with("credit", grant.credit())
        .with("tax", grant.tax())
        .with("invoiceMonth", grant.invoiceMonth().toString())
        .with("software", grant.software().name())
        .with(
            "lines",
            grant.lines().stream()
                .map(
                    line ->
                        Item.inner()
                            .with("line", line.line())
                            .with("quantity", line.quantity())
                            .with("credit", line.credit()))
                .toList());
  }

  private static Decision.Grant grant(Item item) {
    return new Decision.Grant(
        item.text("creditNote"),
        item.money("credit"),
        item.money("tax"),
        YearMonth.parse(item.text("invoiceMonth")),
        item.items("lines").stream()
            .map(
                line ->
                    new Decision.Line(
                        line.integer("line"), line.integer("quantity"), line.money("credit")))
            .toList(),
        // Decisions of earlier releases lack it. Their notices always mentioned software.
        item.optionalText("software").map(SoftwareEnded::valueOf).orElse(SoftwareEnded.ALL));
  }

  static Item item(SupportRequest request, Note note) {
    return Item.at(Keys.note(request.partner(), request.id(), note.id()))
        .with("id", note.id())
        .with("actor", ActivityItems.actor(author(note)))
        .with("at", note.at())
        .with("text", note.text());
  }

  /** Returns the author without address and user agent, which only the activity log records. */
  private static Actor author(Note note) {
    return note.by() instanceof Actor.User user ? user.alone() : note.by();
  }

  static Note note(Item item) {
    return new Note(
        item.text("id"),
        ActivityItems.actor(item.item("actor")),
        item.instant("at"),
        item.text("text"));
  }
}
