package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import java.util.List;
import java.util.Optional;

/** Makes a download link for a version, language and file type of what was bought. */
public final class CreateLink {
  private final EntitlementFacts facts;
  private final Catalogue catalogue;
  private final DownloadLinks links;

  /** Uses these stores. */
  public CreateLink(EntitlementFacts facts, Catalogue catalogue, DownloadLinks links) {
    this.facts = facts;
    this.catalogue = catalogue;
    this.links = links;
  }

  /** Which file of the product. */
  public record Choice(String version, String language, String fileType) {}

  /** A link and the token that nobody will see again. */
  public record Made(DownloadLink link, LinkToken token) {}

  /** What became of it. */
  public sealed interface Outcome {
    /** The link is there. */
    record Created(DownloadLink link, StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner's customer has no such entitlement. */
    record NoSuchEntitlement() implements Outcome {}

    /** The partner may not get links now. */
    record Suspended() implements Outcome {}

    /** The entitlement was cancelled. */
    record Cancelled() implements Outcome {}

    /** The subscription's term is over. */
    record TermEnded() implements Outcome {}

    /** The product has no such file; these are the ones it has. */
    record ArtifactUnavailable(List<Artifact> choices) implements Outcome {}
  }

  /** Makes a fresh link, with its own lifetime and count; earlier ones live on. */
  public Outcome create(
      PartnerId partner,
      CustomerId customer,
      EntitlementId id,
      Choice choice,
      Act act,
      Once<Made> once) {
    return Attempts.until(() -> attempt(partner, customer, id, choice, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner,
      CustomerId customer,
      EntitlementId id,
      Choice choice,
      Act act,
      Once<Made> once) {
    var found = facts.find(partner, customer, id, once.key(), act.at());
    var repeat = found.repeat(once);
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    if (found.entitlement().isEmpty()) {
      return Optional.of(new Outcome.NoSuchEntitlement());
    }
    if (!found.mayTrade()) {
      return Optional.of(new Outcome.Suspended());
    }
    var entitlement = found.entitlement().get();
    return switch (entitlement.gateAt(act.at())) {
      case OPEN -> make(entitlement, choice, act, once);
      case CANCELLED -> Optional.of(new Outcome.Cancelled());
      case TERM_ENDED -> Optional.of(new Outcome.TermEnded());
    };
  }

  private Optional<Outcome> make(Entitlement entitlement, Choice choice, Act act, Once<Made> once) {
    var product = entitlement.purchase().product();
    var artifact =
        catalogue.artifact(
            new ArtifactChoice(product, choice.version(), choice.language(), choice.fileType()));
    if (artifact.isEmpty()) {
      return Optional.of(new Outcome.ArtifactUnavailable(catalogue.artifacts(product)));
    }
    var made = make(entitlement, artifact.get(), act);
    var activity =
        ActivityRecord.of(
            entitlement.partner(),
            act,
            Operation.LINK_CREATED,
            Subject.of(entitlement.customer(), entitlement.id(), product)
                .through(made.link().id(), artifact.get().fileName()));
    var record = once.record(made);
    return links.add(made.link(), entitlement, activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Created(made.link(), record.answer()))
        : Optional.empty();
  }

  private static Made make(Entitlement entitlement, Artifact artifact, Act act) {
    var token = LinkToken.next();
    var rule = entitlement.purchase().terms().link();
    return new Made(
        new DownloadLink(
            LinkId.next(act.at()),
            token.hash(),
            entitlement.partner(),
            entitlement.customer(),
            entitlement.id(),
            entitlement.linkGeneration(),
            artifact,
            act.at(),
            act.by().name(),
            act.at().plus(rule.lifetime()),
            rule.downloads(),
            0,
            Optional.empty(),
            Optional.empty()),
        token);
  }
}
