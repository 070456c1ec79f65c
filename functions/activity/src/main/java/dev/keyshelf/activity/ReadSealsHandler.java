package dev.keyshelf.activity;

import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Positions;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.ListSealedLogs;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.util.Optional;

/** {@code GET /v1/operator/seals}: how far each activity log is sealed, and its verification. */
public final class ReadSealsHandler extends OperatorRouteHandler {
  private static final Positions<PartnerId> PLACES =
      Positions.ofIds(PartnerId::value, ReadSealsHandler::log);

  private final ListSealedLogs listSealedLogs;

  /** Creates the handler in Lambda, from its environment. */
  public ReadSealsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadSealsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.listSealedLogs =
        new ListSealedLogs(
            wiring.partners(), wiring.traces(), wiring.sealProgress(), wiring.verifiedLogs());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    var paging = Paging.of(call, Parameters.of(call.request()), PLACES);
    var page = listSealedLogs.page(paging.limit(), paging.after(), call.now());
    var json = Json.object().put("dueTo", page.due().toString());
    return Answer.ok(paging.addTo(json, "items", page.logs(), SealJson::log, page.next()));
  }

  /** Parses the owner of a log. Unlike tokens and paths, a cursor may name the house. */
  private static Optional<PartnerId> log(String text) {
    return text.equals(PartnerId.HOUSE.value())
        ? Optional.of(PartnerId.HOUSE)
        : PartnerId.parse(text);
  }
}
