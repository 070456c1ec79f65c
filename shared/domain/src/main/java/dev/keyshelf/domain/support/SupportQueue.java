package dev.keyshelf.domain.support;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The support requests of all partners, as operators work on them. */
public interface SupportQueue {
  /**
   * Lists requests in a state. Those that are OPEN or ANSWERED have waited longest first, those
   * that are CLOSED were closed last first. A page may be short or even empty without being the
   * last one.
   *
   * @param after the place where the page before ended
   */
  Page list(Wanted wanted, int limit, Optional<Place> after);

  /**
   * A filter for the queue.
   *
   * @param partner the partner; empty for any
   */
  record Wanted(SupportRequestState state, Optional<PartnerId> partner) {}

  /**
   * A place in the queue.
   *
   * @param since when the request entered its state
   */
  record Place(Instant since, PartnerId partner, SupportRequestId request) {
    /** Returns the place of a request. */
    public static Place of(SupportRequest request) {
      return new Place(request.since(), request.partner(), request.id());
    }
  }

  /**
   * A request, with the names of whom it is from and for.
   *
   * @param partnerName the partner's name for people
   * @param companyName the customer's name
   */
  record Row(SupportRequest request, String partnerName, String companyName) {}

  /** Some requests, and the last place that was examined if there may be more after it. */
  record Page(List<Row> rows, Optional<Place> next) {
    /** Copies the list. */
    public Page {
      rows = List.copyOf(rows);
    }
  }
}
