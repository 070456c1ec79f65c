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
  /** Finds the link that a token's hash belongs to, as it is now (strongly consistent). */
  Optional<DownloadLink> find(String tokenHash);

  /** Finds one download of a link, as it is now (strongly consistent). */
  Optional<Download> findDownload(String tokenHash, DownloadId id);

  /**
   * Lists links of an entitlement, newest first, each with its revocation also when all links of
   * its generation were revoked.
   *
   * @param after where an earlier page ended; links made meanwhile never shift it
   */
  Page list(Entitlement entitlement, int limit, Optional<LinkId> after);

  /** Some links, and where to go on if there are more. */
  record Page(List<DownloadLink> links, Optional<LinkId> next) {}

  /**
   * Counts for each of these entitlements, all of one customer, the links that work at {@code now}:
   * its gate is open, and they are neither expired nor used up nor revoked. Of each entitlement the
   * newest 200 links that can still live are looked at.
   */
  Map<EntitlementId, Integer> countOpen(List<Entitlement> entitlements, Instant now);

  /**
   * Finds a link of an entitlement by its id, as it is now (strongly consistent); with its
   * revocation also when all links of its generation were revoked.
   */
  Optional<DownloadLink> find(Entitlement entitlement, LinkId id);

  /**
   * Adds a link, only if the entitlement's gate is open at that moment and its links are of the
   * link's generation.
   */
  Commit add(
      DownloadLink link, Entitlement entitlement, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Counts one download: only if the link lives, has a use left and is not revoked, the gate is
   * open for its generation, and no download has that id; all in one condition. If it was at rest,
   * also only if nobody has started one since it was read: so of many at once, all but one see that
   * they are not alone.
   */
  Commit start(
      DownloadLink link, Entitlement entitlement, Download download, ActivityRecord activity);

  /** Records a refused start, unless the log has that record; nothing else changes with it. */
  void recordRefusal(ActivityRecord refusal);

  /**
   * Counts the downloads that were started from a link after an instant (exclusive), as it is now.
   */
  int countStarts(DownloadLink link, Instant after);

  /** Revokes a link, only if it is not revoked; its sessions end with it. */
  Commit revoke(
      DownloadLink link,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Revokes all links of an entitlement by raising its generation, only if nothing of it has
   * changed since it was read. However many links there are, it is one change.
   */
  Commit revokeAll(
      Entitlement entitlement,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once);

  /** Counts one signature within a download's session, under the same gate; no use of the link. */
  Commit sign(DownloadLink link, Entitlement entitlement, Download download, Instant now);
}
