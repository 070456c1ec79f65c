package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import java.util.Optional;

/** Starts a download: counts one use of its link and opens the session for its bytes. */
public final class StartDownload {
  private final DownloadLinks links;
  private final LinkGate gate;

  /** Uses these stores. */
  public StartDownload(DownloadLinks links, Entitlements entitlements) {
    this.links = links;
    this.gate = new LinkGate(links, entitlements);
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The download is counted; its session is open. */
    record Started(DownloadLink link, Download download) implements Outcome {}

    /** Nothing was counted. */
    record Refused(Refusal why) implements Outcome {}
  }

  /**
   * Starts the download with this id; a second start with the same id is the same download and
   * counts nothing more, even after the link's last use.
   */
  public Outcome start(String tokenText, DownloadId id, Act act) {
    var token = LinkToken.parse(tokenText);
    return token.isEmpty()
        ? new Outcome.Refused(Refusal.UNKNOWN)
        : Attempts.until(() -> attempt(token.get(), id, act));
  }

  private Optional<Outcome> attempt(LinkToken token, DownloadId id, Act act) {
    var opened = gate.open(token);
    if (opened.isEmpty()) {
      return Optional.of(new Outcome.Refused(Refusal.UNKNOWN));
    }
    var link = opened.get().link();
    var over = opened.get().gateRefusal(act.at());
    if (over.isPresent()) {
      return Optional.of(new Outcome.Refused(over.get()));
    }
    var before = links.findDownload(token.hash(), id);
    if (before.isPresent()) {
      return Optional.of(
          before.get().isOpenAt(act.at())
              ? new Outcome.Started(link, before.get())
              : new Outcome.Refused(Refusal.SESSION_OVER));
    }
    var refusal = opened.get().startRefusal(act.at());
    if (refusal.isPresent()) {
      return Optional.of(new Outcome.Refused(refusal.get()));
    }
    var entitlement = opened.get().entitlement();
    var download = Download.start(id, token.hash(), link.artifact().size(), act.at());
    var activity =
        ActivityRecord.of(
            link.partner(),
            act,
            Operation.DOWNLOAD_STARTED,
            Subject.of(link.customer(), link.entitlement(), link.artifact().product())
                .through(link.id(), link.artifact().fileName()));
    return links.start(link, entitlement, download, activity) == Commit.DONE
        ? Optional.of(new Outcome.Started(link.afterStart(act.at()), download))
        : Optional.empty();
  }
}
