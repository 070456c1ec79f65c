package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Signs URLs for a started download, up to {@link Download#MOST_SIGNATURES} within its session.
 * They do not count as uses of the link.
 */
public final class ResumeDownload {
  private final DownloadLinks links;
  private final LinkGate gate;
  private final FileGate files;
  private final ArtifactUrls urls;

  /** Uses these stores. */
  public ResumeDownload(
      DownloadLinks links,
      Entitlements entitlements,
      ArtifactFiles files,
      Verifications verifications,
      ArtifactUrls urls) {
    this.links = links;
    this.gate = new LinkGate(links, entitlements);
    this.files = new FileGate(files, verifications);
    this.urls = urls;
  }

  /** The outcome of {@link #resume} or {@link #look}. */
  public sealed interface Outcome {
    /** The URL of the bytes. */
    record Signed(DownloadLink link, URI url) implements Outcome {}

    /** The session is open. No URL was signed. */
    record Open(DownloadLink link, Download download) implements Outcome {}

    /** The download may not continue. */
    record Refused(Refusal why) implements Outcome {}
  }

  /** Signs a URL for the download's bytes. */
  public Outcome resume(String tokenText, String downloadText, Instant now) {
    return Attempts.until(() -> attempt(tokenText, downloadText, now));
  }

  /** Checks the session only. Signs and counts nothing. */
  public Outcome look(String tokenText, String downloadText, Instant now) {
    var found = find(tokenText, downloadText);
    return found
        .<Outcome>map(
            session ->
                session
                    .refusal(now)
                    .<Outcome>map(Outcome.Refused::new)
                    .orElseGet(() -> new Outcome.Open(session.opened().link(), session.download())))
        .orElseGet(() -> new Outcome.Refused(Refusal.UNKNOWN));
  }

  private record Session(LinkGate.Opened opened, Download download) {
    Optional<Refusal> refusal(Instant now) {
      return opened.gateRefusal(now).or(() -> download.refusalAt(now));
    }
  }

  private Optional<Session> find(String tokenText, String downloadText) {
    var token = LinkToken.parse(tokenText);
    var id = DownloadId.parse(downloadText);
    if (token.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    return gate.open(token.get())
        .flatMap(
            opened ->
                links
                    .findDownload(token.get().hash(), id.get())
                    .map(download -> new Session(opened, download)));
  }

  private Optional<Outcome> attempt(String tokenText, String downloadText, Instant now) {
    var found = find(tokenText, downloadText);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.Refused(Refusal.UNKNOWN));
    }
    return attempt(found.get(), now);
  }

  /** Makes one attempt to sign a URL for an existing download; empty if the commit was stale. */
  Optional<Outcome> attempt(LinkGate.Opened opened, Download download, Instant now) {
    return attempt(new Session(opened, download), now);
  }

  private Optional<Outcome> attempt(Session session, Instant now) {
    var refusal = session.refusal(now);
    if (refusal.isPresent()) {
      return Optional.of(new Outcome.Refused(refusal.get()));
    }
    var link = session.opened().link();
    if (!files.isOpen(link.artifact())) {
      return Optional.of(new Outcome.Refused(Refusal.FILE_UNVERIFIED));
    }
    var entitlement = session.opened().entitlement();
    return links.sign(link, entitlement, session.download(), now) == Commit.DONE
        ? Optional.of(new Outcome.Signed(link, urls.sign(link.artifact())))
        : Optional.empty();
  }
}
