package dev.keyshelf.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Paging;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.alarm.Alarm;
import dev.keyshelf.domain.alarm.Alarms;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.util.function.Supplier;

/** {@code GET /v1/operator/alarms}: the state of each alarm. */
public final class ReadAlarmsHandler extends OperatorRouteHandler {
  private final Supplier<Alarms> alarms;

  /** Creates the handler in Lambda, from its environment. */
  public ReadAlarmsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadAlarmsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.alarms = wiring::alarms;
  }

  @Override
  protected Reply answer(OperatorCall call) {
    Parameters.none(call.request());
    var watched = alarms.get();
    var json = Json.object().put("source", watched.source().name());
    json.setAll(Paging.whole(watched.list(), ReadAlarmsHandler::json));
    return Answer.ok(json);
  }

  private static ObjectNode json(Alarm alarm) {
    var json =
        Json.object()
            .put("name", alarm.name())
            .put("state", alarm.state().name())
            .put("description", alarm.description())
            .put("reason", alarm.reason());
    alarm.since().ifPresent(at -> json.put("since", at.toString()));
    return json;
  }
}
