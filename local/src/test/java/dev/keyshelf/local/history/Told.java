package dev.keyshelf.local.history;

import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceListId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** All answers to the clients of a history. Instants are from one clock that is never moved. */
final class Told {
  /** The time of a request, from its first attempt to its last answer, in nanoseconds. */
  record Span(long began, long ended) {
    /** Returns whether this began only after the other was answered. */
    boolean isAfter(Span other) {
      return began > other.ended;
    }
  }

  record Money(BigDecimal amount, String currency) {}

  record Line(String software, int number, int quantity) {}

  record Bought(String partner, String customer, String order, Money total, List<Line> lines) {
    /** Returns the id of the order. */
    String id() {
      return order.substring(order.lastIndexOf('/') + 1);
    }

    Line line(int number) {
      return lines.get(number - 1);
    }
  }

  /** Keys that were shown, by ordinal. */
  record Shown(String software, Map<Integer, String> keys, Span span) {}

  record Rotated(String software, int ordinal, String old, String fresh, Span span) {}

  record Link(String software, String id, String path, Span span) {}

  record Started(Link link, String download, Span span) {}

  /** A session that was resumed. */
  record Used(Link link, Span span) {}

  /**
   * Links that were revoked.
   *
   * @param link the link's id; empty for all links of the software
   */
  record Revoked(String software, String link, Span span) {}

  record Cancelled(Bought bought, Map<Integer, Integer> units, Money credit, Span span) {}

  /** The active units of a line, as a read showed them. */
  record Seen(String software, int active, Span span) {}

  /**
   * A change of a price list.
   *
   * @param revision the revision that the change makes
   * @param prices empty for a removal
   * @param done when it was answered; empty if the client gave up, so it may have been done
   */
  record PriceChange(
      String partner,
      PriceListId list,
      long revision,
      LocalDate day,
      Optional<PriceList> prices,
      Optional<Span> done) {
    PriceChange doneIn(Span span) {
      return new PriceChange(partner, list, revision, day, prices, Optional.of(span));
    }
  }

  /** The first page of a month at resale prices, without its cursor. */
  record Rebilling(String partner, YearMonth month, String text, Span span) {}

  /** A request, its subject and its last answer. */
  record Act(Span span, String client, String what, String about, String said) {}

  /** The partner of each customer's path. */
  final Map<String, String> customers = new ConcurrentSkipListMap<>();

  final Queue<Bought> bought = new ConcurrentLinkedQueue<>();
  final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
  final Queue<Rotated> rotated = new ConcurrentLinkedQueue<>();
  final Queue<Link> links = new ConcurrentLinkedQueue<>();
  final Queue<Started> started = new ConcurrentLinkedQueue<>();
  final Queue<Used> used = new ConcurrentLinkedQueue<>();
  final Queue<Revoked> revoked = new ConcurrentLinkedQueue<>();
  final Queue<Cancelled> cancelled = new ConcurrentLinkedQueue<>();
  final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  final Queue<PriceChange> priced = new ConcurrentLinkedQueue<>();
  final Queue<Rebilling> rebillings = new ConcurrentLinkedQueue<>();

  /** The price list for all customers of each partner, before the history began. */
  final Map<String, ListedPrices> pricedBefore = new ConcurrentSkipListMap<>();

  /** Contradictions within an answer or between two. */
  final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> maybe = new ConcurrentHashMap<>();

  void act(Span span, String client, String what, String about, String said) {
    acts.add(new Act(span, client, what, about, said));
  }

  /** Returns the partner whose customer has this path. */
  String ownerOf(String path) {
    var words = path.split("/");
    return customers.getOrDefault("/v1/customers/" + words[3], "");
  }

  int acts() {
    return acts.size();
  }

  /**
   * Notes that a client gave up without an answer, so the request may or may not have been done.
   */
  void maybe(String what, String about) {
    maybe.merge(what + " " + about, 1, Integer::sum);
  }

  /** Returns how many such requests were given up. */
  int maybes(String what, String about) {
    return maybe.getOrDefault(what + " " + about, 0);
  }

  /** Returns a text for people with the last requests about a subject. */
  String last(String about) {
    var text = new StringBuilder();
    var related =
        acts.stream()
            .filter(act -> act.about().contains(about) || act.said().contains(about))
            .sorted(Comparator.comparingLong(act -> act.span().ended()))
            .toList();
    for (var act : related.subList(Math.max(0, related.size() - 15), related.size())) {
      text.append(
          "%n    %s..%s us, %s: %s %s -> %s"
              .formatted(
                  act.span().began() / 1000,
                  act.span().ended() / 1000,
                  act.client(),
                  act.what(),
                  act.about(),
                  act.said()));
    }
    return text.toString();
  }
}
