package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.once.Attempts;
import java.net.URI;
import java.util.Optional;

/**
 * Leads a program to the bytes of a download with an id of its own: the first request starts it,
 * and every later one goes on with it. So the same request can be repeated whatever became of its
 * answer.
 */
public final class FetchDownload {
  private final DownloadLinks links;
  private final LinkGate gate;
  private final StartDownload start;
  private final ResumeDownload resume;
  private final ArtifactUrls urls;

  /** Uses these stores. */
  public FetchDownload(
      DownloadLinks links,
      Entitlements entitlements,
      ArtifactFiles files,
      Verifications verifications,
      ArtifactUrls urls) {
    this.links = links;
    this.gate = new LinkGate(links, entitlements);
    this.start = new StartDownload(links, entitlements, files, verifications);
    this.resume = new ResumeDownload(links, entitlements, files, verifications, urls);
    this.urls = urls;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * Here are the bytes.
     *
     * @param burst as of {@link StartDownload.Outcome.Started}; 1 when the download went on
     */
    record Fetched(DownloadLink link, Download download, URI url, int burst) implements Outcome {}

    /** There is nothing to fetch, and nothing was counted. */
    record Refused(Refusal why) implements Outcome {}
  }

  /**
   * Starts the download with this id if its link does not know it, in one transaction with the
   * first signature; signs once more if it does. A start that a known link refuses is recorded, as
   * {@link StartDownload} does.
   */
  public Outcome fetch(String tokenText, String downloadText, Act act) {
    var token = LinkToken.parse(tokenText);
    var id = DownloadId.parse(downloadText);
    return token.isEmpty() || id.isEmpty()
        ? new Outcome.Refused(Refusal.UNKNOWN)
        : Attempts.until(() -> attempt(token.get(), id.get(), act));
  }

  private Optional<Outcome> attempt(LinkToken token, DownloadId id, Act act) {
    var found = gate.open(token);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.Refused(Refusal.UNKNOWN));
    }
    var opened = found.get();
    var before = links.findDownload(token.hash(), id);
    return before.isPresent()
        ? resume.attempt(opened, before.get(), act.at()).map(then -> goneOn(then, before.get()))
        : start.begin(opened, signedDownload(opened, id, act), act).map(this::started);
  }

  private static Download signedDownload(LinkGate.Opened opened, DownloadId id, Act act) {
    var link = opened.link();
    return Download.start(id, link.tokenHash(), link.artifact().size(), act.at()).afterSignature();
  }

  private static Outcome goneOn(ResumeDownload.Outcome outcome, Download download) {
    return switch (outcome) {
      case ResumeDownload.Outcome.Signed(var link, var url) ->
          new Outcome.Fetched(link, download, url, 1);
      case ResumeDownload.Outcome.Refused(var why) -> new Outcome.Refused(why);
      case ResumeDownload.Outcome.Open _ ->
          throw new IllegalStateException("an attempt to sign signs or refuses");
    };
  }

  private Outcome started(StartDownload.Outcome outcome) {
    return switch (outcome) {
      case StartDownload.Outcome.Started(var link, var download, var burst) ->
          new Outcome.Fetched(link, download, urls.sign(link.artifact()), burst);
      case StartDownload.Outcome.Refused(var why) -> new Outcome.Refused(why);
    };
  }
}
