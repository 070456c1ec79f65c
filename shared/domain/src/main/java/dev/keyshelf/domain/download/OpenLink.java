package dev.keyshelf.domain.download;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import java.time.Instant;
import java.util.Optional;

/** Shows the file that a link leads to. It counts nothing and changes nothing. */
public final class OpenLink {
  private final LinkGate gate;

  /** Uses these stores. */
  public OpenLink(DownloadLinks links, Entitlements entitlements) {
    this.gate = new LinkGate(links, entitlements);
  }

  /** The outcome of {@link #open}. */
  public sealed interface Outcome {
    /** The link works: a download can be started. */
    record Live(DownloadLink link, Entitlement entitlement) implements Outcome {}

    /** The link exists but does not work. */
    record Dead(DownloadLink link, Entitlement entitlement, Refusal why) implements Outcome {}

    /** No link has this token. */
    record Unknown() implements Outcome {}
  }

  /** Finds the link of a token, which is untrusted text. */
  public Outcome open(String tokenText, Instant now) {
    var opened = LinkToken.parse(tokenText).flatMap(gate::open);
    if (opened.isEmpty()) {
      return new Outcome.Unknown();
    }
    var link = opened.get().link();
    var entitlement = opened.get().entitlement();
    Optional<Refusal> refusal = opened.get().startRefusal(now);
    return refusal
        .<Outcome>map(why -> new Outcome.Dead(link, entitlement, why))
        .orElseGet(() -> new Outcome.Live(link, entitlement));
  }
}
