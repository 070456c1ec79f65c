package dev.keyshelf.domain.download;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Download links and their downloads. */
public interface DownloadLinks {
  /** Finds the link with a token's hash. The read is strongly consistent. */
  Optional<DownloadLink> find(String tokenHash);

  /** Finds one download of a link. The read is strongly consistent. */
  Optional<Download> findDownload(String tokenHash, DownloadId id);

  /**
   * Lists links of an entitlement, newest first. Each has its revocation, even if it was revoked
   * with all links of its generation.
   *
   * @param after where the previous page ended; links created meanwhile do not shift it
   */
  Page list(Entitlement entitlement, int limit, Optional<LinkId> after);

  /** Some links, and where the next page starts if there are more. */
  record Page(List<DownloadLink> links, Optional<LinkId> next) {}

  /**
   * Counts the links of each entitlement that work at {@code now}: the gate is open, and the link
   * is not expired, used up or revoked. Examines the newest 200 links of each entitlement that can
   * still be live.
   */
  Map<EntitlementId, Integer> countOpen(List<Entitlement> entitlements, Instant now);

  /**
   * Finds a link of an entitlement by its id. It has its revocation, even if it was revoked with
   * all links of its generation. The read is strongly consistent.
   */
  Optional<DownloadLink> find(Entitlement entitlement, LinkId id);

  /**
   * Adds a link.
   *
   * @return STALE unless the entitlement's gate is open at the commit, and its link generation is
   *     the link's
   */
  Commit add(
      DownloadLink link, Entitlement entitlement, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Counts one download, in one transaction. If the link was at rest when it was read, a start by
   * somebody else since then also makes the commit stale. So if many downloads start at the same
   * time, all but the first find the others when they try again.
   *
   * @return STALE unless the link is not expired, has a use left and is not revoked, the gate is
   *     open for the link's generation, and no download has the same id
   */
  Commit start(
      DownloadLink link, Entitlement entitlement, Download download, ActivityRecord activity);

  /** Records a refused start, unless the log has that record. Nothing else changes. */
  void recordRefusal(ActivityRecord refusal);

  /** Counts the downloads of a link that were started after an instant (exclusive), up to now. */
  int countStarts(DownloadLink link, Instant after);

  /**
   * Revokes a link. The sessions of its downloads end too.
   *
   * @return STALE if the link is revoked already
   */
  Commit revoke(
      DownloadLink link,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Revokes all links of an entitlement by raising its link generation. This is one write, however
   * many links there are.
   *
   * @return STALE if the entitlement has changed since it was read
   */
  Commit revokeAll(
      Entitlement entitlement,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Counts one signed URL within a download's session. It does not count as a use of the link.
   *
   * @return STALE unless the session is open and has a signature left, the link is not revoked, and
   *     the gate is open for the link's generation
   */
  Commit sign(DownloadLink link, Entitlement entitlement, Download download, Instant now);
}
