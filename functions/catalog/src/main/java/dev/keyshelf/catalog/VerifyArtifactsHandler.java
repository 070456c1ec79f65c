package dev.keyshelf.catalog;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The schedule that compares large files with their SHA-256, over several runs, and then continues
 * the catalogue imports that wait for them.
 */
public final class VerifyArtifactsHandler extends ScheduleHandler {
  /** The time reserved for a last part, a continued import and the answer. */
  private static final Duration RESERVE = Duration.ofMinutes(3);

  private final FileVerification verification;
  private final WaitingImports imports;

  /** Creates the handler in Lambda, from its environment. */
  public VerifyArtifactsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public VerifyArtifactsHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.verification =
        new FileVerification(wiring.artifactFiles(), wiring.verifications(), wiring.clock());
    this.imports = new WaitingImports(wiring.verifications(), new ImportCatalogueHandler(wiring));
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var summary = verification.run(timeLeft);
    var waited = imports.goOn(summary);
    return Map.of(
        "verified", summary.verified(),
        "failed", summary.failed(),
        "left", summary.left(),
        "importsEnded", waited.ended(),
        "importsWaiting", waited.waiting());
  }
}
