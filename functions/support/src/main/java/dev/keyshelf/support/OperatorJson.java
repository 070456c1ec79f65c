package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.DecideSupportRequest.Decided;
import dev.keyshelf.domain.support.SupportQueue.Place;
import dev.keyshelf.domain.support.SupportQueue.Row;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.http.Json;
import java.util.Map;
import java.util.Optional;

/** Support requests in JSON, as operators see them. */
final class OperatorJson {
  private static final String SEPARATOR = "#";

  /** The places in the queue where a page can end. */
  static final Positions<Place> PLACES =
      Positions.of(OperatorJson::write, OperatorJson::parse, OperatorJson::isTimely);

  private OperatorJson() {}

  private static String write(Place place) {
    return String.join(
        SEPARATOR, place.since().toString(), place.partner().value(), place.request().value());
  }

  private static Optional<Place> parse(String text) {
    var parts = text.split(SEPARATOR, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    return IsoTime.parse(parts[0])
        .flatMap(
            since ->
                PartnerId.parse(parts[1])
                    .flatMap(
                        partner ->
                            SupportRequestId.parse(parts[2])
                                .map(request -> new Place(since, partner, request))))
        .filter(place -> write(place).equals(text));
  }

  private static boolean isTimely(Place place) {
    return !place.since().isBefore(TimeRange.EARLIEST)
        && place.since().isBefore(TimeRange.LATEST)
        && Positions.isTimely(place.request().value());
  }

  /** Writes a request as the queue shows it. */
  static ObjectNode row(Row row, Wording wording) {
    return named(
        SupportJson.summary(row.request(), wording),
        row.request(),
        Optional.of(row.partnerName()),
        Optional.of(row.companyName()));
  }

  /** Adds whom a request is from and for, and when it entered its state. */
  static ObjectNode named(
      ObjectNode json,
      SupportRequest request,
      Optional<String> partnerName,
      Optional<String> companyName) {
    json.put("partnerId", request.partner().value());
    partnerName.ifPresent(name -> json.put("partnerName", name));
    companyName.ifPresent(name -> json.put("companyName", name));
    return json.put("since", request.since().toString());
  }

  /** Writes the note of an answer, and the state that it leads to. */
  static Answer answered(Decided decided) {
    var json = SupportJson.note(decided.note()).put("state", decided.request().state().name());
    return new Answer(201, Map.of(), "application/json", Json.write(json));
  }

  /** Writes the request's state and decision after a decision. */
  static Answer decided(Decided decided) {
    var request = decided.request();
    var json =
        Json.object().put("requestId", request.id().value()).put("state", request.state().name());
    request
        .decision()
        .ifPresent(
            decision -> json.set("decision", SupportJson.decision(decision, Wording.english())));
    return Answer.ok(json);
  }
}
