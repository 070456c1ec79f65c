package dev.keyshelf.bench.scale;

import static java.util.Objects.requireNonNull;

import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Agent;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of call, with what two calls at the same moment both write to.
 *
 * @param own what one call writes
 * @param published what the publication of its event writes
 * @param shared by what the calls have in common
 * @param together what two publications for one partner both write to
 */
record Call(
    Work work,
    Footprint own,
    Footprint published,
    Map<Level, Footprint> shared,
    Footprint together) {
  private static final String PARTNER = "partner-a";
  private static final String OTHER = "partner-b";

  /** So many uses has a link by the samples' terms. The next call has a link of its own. */
  private static final int USES = 50;

  /** Measures a kind of call. */
  static Call measured(Work work, Desk desk, List<Agent> agents, Probe probe) {
    var count = work == Work.START_DOWNLOAD ? USES + 2 : 3;
    var events = work.events(desk, agents.getFirst(), count);
    var others = work.events(desk, agents.getFirst(), 2);
    var strangers =
        work.events(desk, agents.getLast(), 2).stream()
            .map(event -> new String(event, StandardCharsets.UTF_8).replace(PARTNER, OTHER))
            .map(event -> event.getBytes(StandardCharsets.UTF_8))
            .toList();
    // The first call for a customer or download writes what later ones do not.
    for (var first : List.of(events, others, strangers)) {
      desk.invoke(work.function(), first.getFirst());
    }
    var own = probe.of(() -> desk.invoke(work.function(), events.get(1)));
    var published = probe.ofPublishing();
    var next = probe.of(() -> desk.invoke(work.function(), events.get(2)));
    var other = probe.of(() -> desk.invoke(work.function(), others.get(1)));
    var publishedNext = probe.ofPublishing();
    var stranger = probe.of(() -> desk.invoke(work.function(), strangers.get(1)));
    Map<Level, Footprint> shared = new EnumMap<>(Level.class);
    shared.put(nearest(work), own.shared(next));
    if (work == Work.START_DOWNLOAD) {
      var further = probe.of(() -> desk.invoke(work.function(), events.getLast()));
      shared.put(Level.PURCHASE, own.shared(further));
    }
    shared.put(Level.PARTNER, own.shared(other));
    shared.put(Level.STACK, own.shared(stranger));
    return new Call(work, own, published, shared, published.shared(publishedNext));
  }

  private static Level nearest(Work work) {
    return switch (work) {
      case START_DOWNLOAD, RESUME_DOWNLOAD -> Level.LINK;
      case CREATE_LINK, REVEAL_KEYS_AGAIN -> Level.PURCHASE;
      default -> Level.CUSTOMER;
    };
  }

  /** Returns what calls with this in common both write to. */
  Footprint shared(Level level) {
    return requireNonNull(shared.get(level), () -> name() + " by " + level);
  }

  /** Returns the name of the function, and what distinguishes the call from others. */
  String name() {
    return work.kind().isEmpty() ? work.function() : work.function() + ", " + work.kind();
  }
}
