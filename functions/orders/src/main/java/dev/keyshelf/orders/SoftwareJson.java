package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.BoughtTitles;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a customer's Software page in JSON; never a key. */
final class SoftwareJson {
  private SoftwareJson() {}

  static ObjectNode row(Entitlement entitlement, int linksOpen, Instant now, BoughtTitles titles) {
    var left = entitlement.leftToCancelAt(now);
    var json =
        Json.object()
            .put("entitlementId", entitlement.id().value())
            .put("orderId", entitlement.id().order().value())
            .put("line", entitlement.id().line())
            .put("state", entitlement.stateAt(now).name())
            .put("purchasedAt", entitlement.purchasedAt().toString())
            .put("activeQuantity", entitlement.activeQuantity())
            .put("keysIssued", entitlement.keysIssued() > 0)
            .put("keysOutstanding", entitlement.keysOutstandingAt(now))
            .put("linksOpen", linksOpen)
            .put("daysLeftToCancel", left.toDays())
            .put("hoursLeftToCancel", startedHours(left));
    entitlement.cancelledAt().ifPresent(at -> json.put("cancelledAt", at.toString()));
    entitlement.windowOverAt(now).ifPresent(at -> json.put("windowClosedAt", at.toString()));
    var purchase = titles.of(entitlement);
    purchase
        .references()
        .purchaseOrderNumber()
        .ifPresent(number -> json.put("purchaseOrderNumber", number));
    json.setAll(Wire.purchase(purchase, titles.wording()));
    json.set("links", NextSteps.of(entitlement, now));
    return json;
  }

  /** Rounds up to hours, so that the value is 0 exactly when the buyer cannot cancel. */
  private static long startedHours(Duration left) {
    return left.plusHours(1).minusNanos(1).toHours();
  }

  static ObjectNode expanded(
      Entitlement entitlement,
      int linksOpen,
      List<Artifact> artifacts,
      Instant now,
      BoughtTitles titles) {
    var json = row(entitlement, linksOpen, now, titles);
    expand(json.putArray("versions"), artifacts);
    var choices = json.putArray("artifacts");
    artifacts.forEach(artifact -> choices.add(Wire.artifact(artifact)));
    return json;
  }

  /** Writes files as a person chooses one: a version, then its language, then its file type. */
  private static void expand(ArrayNode versions, List<Artifact> artifacts) {
    Map<String, ArrayNode> languagesOf = new LinkedHashMap<>();
    Map<List<String>, ArrayNode> fileTypesOf = new LinkedHashMap<>();
    for (var artifact : artifacts) {
      var languages =
          languagesOf.computeIfAbsent(
              artifact.version(),
              version -> versions.addObject().put("version", version).putArray("languages"));
      fileTypesOf
          .computeIfAbsent(
              List.of(artifact.version(), artifact.language()),
              _ -> languages.addObject().put("language", artifact.language()).putArray("fileTypes"))
          .add(artifact.fileType());
    }
  }

  /** Writes what the benefit is, and the saving of the asked rates if there are any. */
  static ObjectNode saving(
      Entitlement entitlement, HybridBenefit benefit, Optional<SavingQuestion> question) {
    var json = Json.object().put("entitlementId", entitlement.id().value());
    json.setAll(Wire.hybridBenefit(benefit));
    question.ifPresent(asked -> figure(json, entitlement, asked));
    return json;
  }

  private static void figure(ObjectNode json, Entitlement entitlement, SavingQuestion question) {
    var saving =
        HybridBenefit.Saving.of(
            question.windowsVmHourly(),
            question.linuxVmHourly(),
            question.hours(),
            entitlement.purchase().total().currency());
    json.put("windowsVmHourly", question.windowsVmHourly().toPlainString())
        .put("linuxVmHourly", question.linuxVmHourly().toPlainString())
        .put("hours", question.hours().toPlainString());
    json.set("saving", Wire.money(saving.amount()));
    json.put("percent", saving.percent().toPlainString());
  }
}
