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
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import java.util.List;
import java.util.Optional;

/** Creates a download link for a version, language and file type of a bought product. */
public final class CreateLink {
  private final EntitlementFacts facts;
  private final Catalogue catalogue;
  private final DownloadLinks links;
  private final Commands commands;

  /** Uses these stores. */
  public CreateLink(
      EntitlementFacts facts,
      Catalogue catalogue,
      DownloadLinks links,
      IdempotencyRecords records) {
    this.facts = facts;
    this.catalogue = catalogue;
    this.links = links;
    this.commands = new Commands(records);
  }

  /** The choice of a file of the product. */
  public record Choice(String version, String language, String fileType) {}

  /** A link, and its token, which is shown only now. */
  public record Made(DownloadLink link, LinkToken token) {}

  /** Why no link was created. */
  public sealed interface Refusal {
    /** The partner's customer has no such entitlement. */
    record NoSuchEntitlement() implements Refusal {}

    /** The partner is suspended, or not known. */
    record Suspended() implements Refusal {}

    /** All units of the entitlement were cancelled. */
    record Cancelled() implements Refusal {}

    /** The subscription's term is over. */
    record TermEnded() implements Refusal {}

    /** The product has no such file. The choices are the files that it has. */
    record ArtifactUnavailable(List<Artifact> choices) implements Refusal {}
  }

  /** Creates a link with its own lifetime and count. Earlier links are not affected. */
  public Told<StoredAnswer, Refusal> create(
      PartnerId partner,
      CustomerId customer,
      EntitlementId id,
      Choice choice,
      Act act,
      Once<Made> once) {
    return commands.runOnFacts(
        once, act.at(), () -> decide(partner, customer, id, choice, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner,
      CustomerId customer,
      EntitlementId id,
      Choice choice,
      Act act,
      Once<Made> once) {
    var found = facts.find(partner, customer, id, once.key(), act.at());
    var repeat = found.repeat(once);
    if (repeat.isPresent()) {
      return Decision.of(repeat.get());
    }
    if (found.entitlement().isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchEntitlement());
    }
    if (!found.mayTrade()) {
      return Decision.refuse(new Refusal.Suspended());
    }
    var entitlement = found.entitlement().get();
    return switch (entitlement.gateAt(act.at())) {
      case OPEN -> make(entitlement, choice, act, once);
      case CANCELLED -> Decision.refuse(new Refusal.Cancelled());
      case TERM_ENDED -> Decision.refuse(new Refusal.TermEnded());
    };
  }

  private Decision<StoredAnswer, Refusal> make(
      Entitlement entitlement, Choice choice, Act act, Once<Made> once) {
    var product = entitlement.purchase().product();
    var artifact =
        catalogue.artifact(
            new ArtifactChoice(product, choice.version(), choice.language(), choice.fileType()));
    if (artifact.isEmpty()) {
      return Decision.refuse(new Refusal.ArtifactUnavailable(catalogue.artifacts(product)));
    }
    var made = make(entitlement, artifact.get(), act);
    var activity =
        ActivityRecord.of(
            entitlement.partner(),
            act,
            Operation.LINK_CREATED,
            Subject.of(entitlement.customer(), entitlement.id(), product)
                .through(made.link().id(), artifact.get().fileName()));
    return Decision.done(
        once, made, record -> links.add(made.link(), entitlement, activity, record));
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
