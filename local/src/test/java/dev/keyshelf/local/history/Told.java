package dev.keyshelf.local.history;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the clients of a history were told. Instants are of one clock that nobody moves. */
final class Told {
  /** Something that was sent until it was answered, from its first attempt to its last answer. */
  record Span(long began, long ended) {
    /** Gives whether this began only once the other was answered. */
    boolean isAfter(Span other) {
      return began > other.ended;
    }
  }

  record Money(BigDecimal amount, String currency) {}

  record Line(String software, int number, int quantity) {}

  record Bought(String partner, String customer, String order, Money total, List<Line> lines) {
    /** Gives its id. */
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
   * @param link empty for all of the software
   */
  record Revoked(String software, String link, Span span) {}

  record Cancelled(Bought bought, Map<Integer, Integer> units, Money credit, Span span) {}

  /** How a line was seen to stand. */
  record Seen(String software, int active, Span span) {}

  /** What was asked, about what, and what was said in the end. */
  record Act(Span span, String client, String what, String about, String said) {}

  /** Customers' paths, each with its partner. */
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

  /** What contradicts itself within one answer or two. */
  final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> maybe = new ConcurrentHashMap<>();

  void act(Span span, String client, String what, String about, String said) {
    acts.add(new Act(span, client, what, about, said));
  }

  /** Gives the partner of what has this path. */
  String ownerOf(String path) {
    var words = path.split("/");
    return customers.getOrDefault("/v1/customers/" + words[3], "");
  }

  int acts() {
    return acts.size();
  }

  /** Notes that somebody gave up: whether it was done, nobody was told. */
  void maybe(String what, String about) {
    maybe.merge(what + " " + about, 1, Integer::sum);
  }

  /** Gives how many gave up that. */
  int maybes(String what, String about) {
    return maybe.getOrDefault(what + " " + about, 0);
  }

  /** Gives the last that was asked about something, for people. */
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
