package dev.keyshelf.local.history;

import dev.keyshelf.local.history.Told.Bought;
import dev.keyshelf.local.history.Told.Line;
import dev.keyshelf.local.history.Told.Link;
import dev.keyshelf.local.history.Told.Revoked;
import dev.keyshelf.local.history.Told.Span;
import java.util.function.Predicate;

/** A register: no use succeeds that begins after the answer to a cancel or a revocation. */
final class RegisterModel {
  private static final String REGISTER = "register";

  private final Models models;
  private final Told told;

  RegisterModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check() {
    for (var bought : told.bought) {
      bought.lines().forEach(line -> check(bought, line));
    }
    for (var started : told.started) {
      isNotRevoked(started.link(), started.span(), "started");
    }
    for (var used : told.used) {
      isNotRevoked(used.link(), used.span(), "resumed");
    }
  }

  private void check(Bought bought, Line line) {
    var software = line.software();
    models.unless(
        cancelled(bought, line, _ -> true) <= line.quantity(),
        REGISTER,
        software,
        "more units were cancelled than bought");
    told.shown.stream()
        .filter(shown -> shown.software().equals(software))
        .forEach(
            shown ->
                models.unless(
                    shown.keys().size() <= left(bought, line, shown.span()),
                    REGISTER,
                    software,
                    "shown %s keys with %s units left"
                        .formatted(shown.keys().size(), left(bought, line, shown.span()))));
    told.links.stream()
        .filter(link -> link.software().equals(software))
        .forEach(link -> isLeft(bought, line, link.span(), "a link was created"));
    told.started.stream()
        .filter(started -> started.link().software().equals(software))
        .forEach(started -> isLeft(bought, line, started.span(), "a download was started"));
    told.used.stream()
        .filter(used -> used.link().software().equals(software))
        .forEach(used -> isLeft(bought, line, used.span(), "a download was resumed"));
    for (var seen : told.seen) {
      if (seen.software().equals(software)) {
        var least =
            line.quantity() - cancelled(bought, line, span -> span.began() < seen.span().ended());
        models.unless(
            seen.active() <= left(bought, line, seen.span())
                && (seen.active() >= least || told.maybes("cancel", bought.id()) > 0),
            REGISTER,
            software,
            "a read saw %s units, which must be from %s to %s"
                .formatted(seen.active(), least, left(bought, line, seen.span())));
      }
    }
  }

  private void isLeft(Bought bought, Line line, Span span, String what) {
    models.unless(
        left(bought, line, span) > 0, REGISTER, line.software(), what + " after the cancel");
  }

  /** Returns how many units could still be active for a use in this span, as clients were told. */
  private int left(Bought bought, Line line, Span then) {
    return line.quantity() - cancelled(bought, line, then::isAfter);
  }

  private int cancelled(Bought bought, Line line, Predicate<Span> when) {
    return told.cancelled.stream()
        .filter(each -> each.bought().id().equals(bought.id()) && when.test(each.span()))
        .mapToInt(each -> each.units().getOrDefault(line.number(), 0))
        .sum();
  }

  private void isNotRevoked(Link link, Span span, String what) {
    for (var revoked : told.revoked) {
      models.unless(
          !(span.isAfter(revoked.span()) && concerns(revoked, link)),
          REGISTER,
          link.id(),
          what + " after it was revoked");
    }
  }

  private static boolean concerns(Revoked revoked, Link link) {
    return revoked.link().equals(link.id())
        || (revoked.link().isEmpty()
            && revoked.software().equals(link.software())
            && revoked.span().isAfter(link.span()));
  }
}
