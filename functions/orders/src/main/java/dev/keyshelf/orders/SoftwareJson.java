package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The rows of a customer's Software page in JSON; never a key. */
final class SoftwareJson {
  private SoftwareJson() {}

  static ObjectNode row(Entitlement entitlement, int linksOpen, Instant now) {
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
    json.setAll(Wire.purchase(entitlement.purchase()));
    json.set("links", NextSteps.of(entitlement, now));
    return json;
  }

  /** A started hour counts: it says 0 exactly when its buyer cannot cancel. */
  private static long startedHours(Duration left) {
    return left.plusHours(1).minusNanos(1).toHours();
  }

  static ObjectNode expanded(
      Entitlement entitlement, int linksOpen, List<Artifact> artifacts, Instant now) {
    var json = row(entitlement, linksOpen, now);
    expand(json.putArray("versions"), artifacts);
    var choices = json.putArray("artifacts");
    artifacts.forEach(artifact -> choices.add(Wire.artifact(artifact)));
    return json;
  }

  /** As a person chooses: the version first, then a language of it, then a file type of that. */
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

  static ObjectNode saving(
      Entitlement entitlement, HybridBenefit benefit, SavingQuestion question) {
    var saving =
        HybridBenefit.Saving.of(
            question.windowsVmHourly(),
            question.linuxVmHourly(),
            question.hours(),
            entitlement.purchase().total().currency());
    var json = Json.object().put("entitlementId", entitlement.id().value());
    json.setAll(Wire.hybridBenefit(benefit));
    json.put("windowsVmHourly", question.windowsVmHourly().toPlainString())
        .put("linuxVmHourly", question.linuxVmHourly().toPlainString())
        .put("hours", question.hours().toPlainString());
    json.set("saving", Wire.money(saving.amount()));
    return json.put("percent", saving.percent().toPlainString());
  }
}
