package dev.keyshelf.downloads;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.download.CreateLink;
import dev.keyshelf.domain.download.CreateLink.Choice;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.CreateLink.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.List;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/links}: creates a download link
 * for a version, language and file type.
 */
public final class CreateLinkHandler extends PartnerHandler {
  private static final int LONGEST = 64;

  private final CreateLink createLink;
  private final Address address;

  /** Creates the handler in Lambda, from its environment. */
  public CreateLinkHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CreateLinkHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.address = Address.of(wiring);
    this.createLink =
        new CreateLink(
            wiring.entitlementFacts(),
            wiring.catalogue(),
            wiring.downloadLinks(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<Made>onceWithSecret(made -> created(call, made));
    var choice = choice(call.request());
    return Stored.reply(
        createLink.create(
            call.partner(), call.customer(), call.entitlement(), choice, call.act(), once),
        CreateLinkHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchEntitlement() -> Problem.notFound();
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.Cancelled() ->
          Problem.of(ProblemCode.ORDER_CANCELLED, "The purchase was cancelled.");
      case Refusal.TermEnded() ->
          Problem.of(ProblemCode.TERM_ENDED, "The subscription's term is over.");
      case Refusal.ArtifactUnavailable(var choices) -> unavailable(choices);
    };
  }

  private static Choice choice(Request request) {
    var body = Body.of(request);
    var choice =
        new Choice(
            body.text("version", LONGEST),
            body.text("language", LONGEST),
            body.text("fileType", LONGEST));
    body.done();
    return choice;
  }

  private Answer created(Call call, Made made) {
    var json =
        LinkJson.link(made.link(), made.link().stateAt(call.now()))
            .put("url", address.of(made.token(), call.request()));
    return Answer.created(call.request().path(), json).notStored();
  }

  private static Problem unavailable(List<Artifact> choices) {
    return Problem.of(
            ProblemCode.ARTIFACT_UNAVAILABLE,
            "The product has no file of that version, language and type.")
        .extendedWith(
            json -> {
              var list = json.putArray("choices");
              for (var artifact : choices) {
                list.addObject()
                    .put("version", artifact.version())
                    .put("language", artifact.language())
                    .put("fileType", artifact.fileType());
              }
            });
  }
}
