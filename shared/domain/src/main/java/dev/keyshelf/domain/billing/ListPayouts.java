package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the credits that lie for longer than a limit, for all partners, page by page. */
public final class ListPayouts {
  private static final int PARTNERS_PAGE = 100;

  private final Partners partners;
  private final Invoices invoices;
  private final Payments payments;

  /** Uses these stores. */
  public ListPayouts(Partners partners, Invoices invoices, Payments payments) {
    this.partners = partners;
    this.invoices = invoices;
    this.payments = payments;
  }

  /** Where a page ended: after a partner of a shard, or before its first. */
  public record Place(int shard, Optional<PartnerId> partner) {}

  /** The credits of up to 100 partners; may be empty. {@code next} is empty on the last page. */
  public record Page(List<LyingCredit> credits, Optional<Place> next) {
    /** Copies the list. */
    public Page {
      credits = List.copyOf(credits);
    }
  }

  /**
   * Lists the credits of the next partners that invoices left, or payments added, at least {@code
   * olderThan} ago.
   *
   * @param timeLeft checked before each partner
   */
  public Page list(Duration olderThan, Instant now, Optional<Place> after, TimeLeft timeLeft) {
    var place = after.orElseGet(() -> new Place(0, Optional.empty()));
    var limit = now.minus(olderThan);
    var found = new ArrayList<LyingCredit>();
    var examined = 0;
    while (place.shard() < Partners.SHARDS) {
      var page = partners.registered(place.shard(), PARTNERS_PAGE - examined, place.partner());
      for (var partner : page.partners()) {
        if (timeLeft.isOver()) {
          return new Page(found, Optional.of(place));
        }
        found.addAll(of(partner, limit));
        place = new Place(place.shard(), Optional.of(partner));
        examined++;
      }
      if (page.next().isEmpty()) {
        place = new Place(place.shard() + 1, Optional.empty());
      }
      if (examined == PARTNERS_PAGE && place.shard() < Partners.SHARDS) {
        return new Page(found, Optional.of(place));
      }
    }
    return new Page(found, Optional.empty());
  }

  private List<LyingCredit> of(PartnerId partner, Instant limit) {
    var account = invoices.account(partner);
    if (account.isEmpty() || account.get().carried().isEmpty()) {
      return List.of();
    }
    var all = AllInvoices.of(invoices, partner);
    var adding =
        payments.totals(partner).stream()
            .filter(each -> each.credits() > 0)
            .map(PaymentTotals::month)
            .distinct()
            .flatMap(month -> payments.list(partner, month).stream())
            .toList();
    return account.get().carried().values().stream()
        .flatMap(
            carried -> {
              var own =
                  all.stream().filter(each -> each.currency().equals(carried.currency())).toList();
              var paid =
                  adding.stream()
                      .filter(each -> each.amount().currency().equals(carried.currency()))
                      .toList();
              return LyingCredit.of(partner, own, paid, carried.negated(), limit).stream();
            })
        .toList();
  }
}
