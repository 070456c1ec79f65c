package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.api.Wire;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.support.AddNote.Noted;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.Decision;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.util.List;
import java.util.Map;

/** Support requests in JSON. */
final class SupportJson {
  private SupportJson() {}

  /** Writes a request as lists show it. */
  static ObjectNode summary(SupportRequest request, Wording wording) {
    var concern = request.concern();
    var json =
        Json.object()
            .put("requestId", request.id().value())
            .put("state", request.state().name())
            .put("problemType", concern.type().name())
            .put("impact", concern.impact().name())
            .put("title", concern.title())
            .put("customerId", concern.customer().id().value())
            .put("tenantId", concern.customer().tenant().value())
            .put("domain", concern.customer().domain().ascii());
    concern.order().ifPresent(id -> json.put("orderId", id.value()));
    concern.entitlement().ifPresent(id -> json.put("entitlementId", id.value()));
    json.put("createdAt", request.createdAt().toString())
        .put("createdBy", request.createdBy())
        .put("movedAt", request.movedAt().toString());
    request.closedAt().ifPresent(at -> json.put("closedAt", at.toString()));
    request.decision().ifPresent(decision -> json.set("decision", decision(decision, wording)));
    return json;
  }

  /** Writes a whole request, without its notes and files. */
  static ObjectNode request(SupportRequest request, Wording wording) {
    var concern = request.concern();
    var json = summary(request, wording);
    concern.description().ifPresent(text -> json.put("description", text));
    if (!concern.lines().isWholeOrder()) {
      lines(json, concern.lines());
    }
    concern
        .reason()
        .ifPresent(
            reason -> {
              json.put("reasonCode", reason.code().name());
              if (!reason.text().isEmpty()) {
                json.put("reason", reason.text());
              }
            });
    concern.amount().ifPresent(amount -> json.set("amountRequested", Wire.money(amount)));
    json.set("contact", ContactFields.json(request.contact()));
    if (request.lacksPhone()) {
      json.putArray("missing").add("/contact/phone");
    }
    return json;
  }

  private static void lines(ObjectNode json, Selection selection) {
    var lines = json.putArray("lines");
    selection
        .quantities()
        .forEach(
            (number, units) -> {
              var line = lines.addObject().put("line", number);
              units.ifPresent(quantity -> line.put("quantity", quantity));
            });
  }

  /** Writes a whole request with its notes and attached files. */
  static ObjectNode thread(
      SupportRequest request, List<Note> notes, List<Attachment> attachments, Wording wording) {
    var json = request(request, wording);
    var said = json.putArray("notes");
    notes.forEach(note -> said.add(note(note)));
    var files = json.putArray("attachments");
    attachments.stream()
        .filter(Attachment::isAttached)
        .forEach(each -> files.add(AttachmentJson.attachment(each)));
    return json;
  }

  static Answer created(SupportRequest request) {
    return Answer.created(
        "/v1/support-requests/" + request.id(),
        thread(request, List.of(), List.of(), Wording.english()));
  }

  static Answer noted(Noted noted) {
    var json = note(noted.note());
    return new Answer(
        201,
        Map.of(),
        "application/json",
        Json.write(json.put("state", noted.request().state().name())));
  }

  static Answer closed(SupportRequest request, Wording wording) {
    return wording.said(Answer.ok(summary(request, wording)));
  }

  /** Writes a note. Its author is a user of the partner or an operator. */
  static ObjectNode note(Note note) {
    var json = Json.object().put("noteId", note.id()).put("at", note.at().toString());
    switch (note.by()) {
      case Actor.User user -> json.put("user", user.name());
      case Actor.SupportOperator(var name) -> json.put("operator", name);
      case Actor.LinkHolder _, Actor.Operator _, Actor.Schedule _ ->
          throw new IllegalStateException("a note needs a named author");
    }
    return json.put("text", note.text());
  }

  /** Writes a decision. If it cancelled software, it contains the notice for the customer. */
  static ObjectNode decision(Decision decision, Wording wording) {
    var json =
        Json.object()
            .put("result", decision.isGranted() ? "GRANTED" : "DECLINED")
            .put("at", decision.at().toString())
            .put("operator", decision.operator());
    decision
        .grant()
        .ifPresent(
            grant -> {
              json.put("creditNoteId", grant.creditNote());
              json.set("credit", Wire.money(grant.credit()));
              json.set("tax", Wire.money(grant.tax()));
              json.put("invoiceMonth", grant.invoiceMonth().toString());
              var lines = json.putArray("lines");
              grant
                  .lines()
                  .forEach(
                      each ->
                          lines
                              .addObject()
                              .put("line", each.line())
                              .put("quantity", each.quantity())
                              .set("credit", Wire.money(each.credit())));
              json.put("customerNotice", wording.customerNotice(grant.software()));
            });
    return json;
  }
}
