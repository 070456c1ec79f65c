package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.once.Attempts;
import java.net.URI;
import java.util.Optional;

/**
 * Returns the URL of a download whose id the program itself chose. The first request starts the
 * download, and each later one continues it. So a program can always repeat its request, even if it
 * did not get the answer.
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

  /** The outcome of {@link #fetch}. */
  public sealed interface Outcome {
    /**
     * The URL of the bytes.
     *
     * @param burst as in {@link StartDownload.Outcome.Started}; 1 if an earlier download continues
     */
    record Fetched(DownloadLink link, Download download, URI url, int burst) implements Outcome {}

    /** The fetch was refused, and nothing was counted. */
    record Refused(Refusal why) implements Outcome {}
  }

  /**
   * Starts the download with this id if its link does not have it, and counts the first signature
   * in the same transaction. Otherwise signs another URL. A refused start of a known link is
   * recorded as in {@link StartDownload}.
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
          throw new IllegalStateException("an attempt to sign must sign or refuse");
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
