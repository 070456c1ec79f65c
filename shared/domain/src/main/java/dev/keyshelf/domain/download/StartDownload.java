package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Starts a download: counts one use of its link and opens the session for its bytes. */
public final class StartDownload {
  private final DownloadLinks links;
  private final LinkGate gate;
  private final FileGate files;

  /** Uses these stores. */
  public StartDownload(
      DownloadLinks links,
      Entitlements entitlements,
      ArtifactFiles files,
      Verifications verifications) {
    this.links = links;
    this.gate = new LinkGate(links, entitlements);
    this.files = new FileGate(files, verifications);
  }

  /** The time within which starts of one link count as one burst. */
  public static final Duration BURST = Duration.ofMinutes(1);

  /** The outcome of {@link #start}. */
  public sealed interface Outcome {
    /**
     * The download is counted, and its session is open.
     *
     * @param burst how many downloads of the link were started within the last {@link #BURST},
     *     including this one; 1 if this download was started before
     */
    record Started(DownloadLink link, Download download, int burst) implements Outcome {}

    /** The start was refused, and nothing was counted. */
    record Refused(Refusal why) implements Outcome {}
  }

  /**
   * Starts the download with this id. A second start with the same id is the same download and does
   * not count again, even after the link's last use. A refused start of a known link is recorded
   * once for each reason and minute. Nothing is written about unknown links.
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
      return Optional.of(refused(link, over.get(), act));
    }
    var before = links.findDownload(token.hash(), id);
    if (before.isPresent()) {
      return Optional.of(
          before.get().isOpenAt(act.at())
              ? startedBefore(link, token, before.get())
              : refused(link, Refusal.SESSION_OVER, act));
    }
    var download = Download.start(id, token.hash(), link.artifact().size(), act.at());
    return begin(opened.get(), download, act);
  }

  /**
   * Makes one attempt to start a new download; empty if the commit was stale.
   *
   * @param download the new download, with the signatures to count at its start
   */
  Optional<Outcome> begin(LinkGate.Opened opened, Download download, Act act) {
    var link = opened.link();
    var refusal = opened.startRefusal(act.at());
    if (refusal.isPresent()) {
      return Optional.of(refused(link, refusal.get(), act));
    }
    if (!files.isOpen(link.artifact())) {
      return Optional.of(refused(link, Refusal.FILE_UNVERIFIED, act));
    }
    var activity =
        ActivityRecord.of(link.partner(), act, Operation.DOWNLOAD_STARTED, subject(link));
    return links.start(link, opened.entitlement(), download, activity) == Commit.DONE
        ? Optional.of(
            new Outcome.Started(link.afterStart(act.at()), download, burst(link, act.at())))
        : Optional.empty();
  }

  /** Reads the link again, because the first read may be older than this start. */
  private Outcome startedBefore(DownloadLink link, LinkToken token, Download download) {
    return new Outcome.Started(links.find(token.hash()).orElse(link), download, 1);
  }

  private Outcome refused(DownloadLink link, Refusal why, Act act) {
    var record =
        ActivityRecord.ofRefusal(
            link.partner(), act, Operation.DOWNLOAD_REFUSED, subject(link), why.name());
    try {
      links.recordRefusal(record);
    } catch (UnavailableException _) {
      // The caller gets the refusal anyway. The next refusal within the minute is recorded instead.
    }
    return new Outcome.Refused(why);
  }

  /**
   * Counts the link's starts in the last {@link #BURST}. A link at rest needs no count. If many
   * downloads start at the same time, the last one counts all of them.
   */
  private int burst(DownloadLink link, Instant now) {
    if (link.isAtRest(now)) {
      return 1;
    }
    try {
      return links.countStarts(link, now.minus(BURST));
    } catch (UnavailableException _) {
      return 1; // The start is committed, so a failed count must not fail it.
    }
  }

  private static Subject subject(DownloadLink link) {
    return Subject.of(link.customer(), link.entitlement(), link.artifact().product())
        .through(link.id(), link.artifact().fileName())
        .madeBy(link.createdBy());
  }
}
