package dev.keyshelf.local.stream;

import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.local.gateway.Invocation;
import dev.keyshelf.local.stream.PositionFile.Positions;
import dev.keyshelf.local.stream.ShardReader.Step;
import dev.keyshelf.local.stream.StreamSource.Shard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands the stream of one mapping to its function. A shard's records come after those of its
 * parent. Shards without such a relation do not wait for each other.
 */
final class StreamFollower {
  /** How often the stream is asked for new shards. */
  private static final Duration SHARDS_EVERY = Duration.ofSeconds(10);

  /** After so many records that the function need not handle, the position is saved. */
  private static final int PASSED_UNSAVED = 20;

  private final StreamMapping mapping;
  private final Supplier<StreamSource> opening;
  private final PositionFile file;
  private final Delivery delivery;
  private final InstantSource clock;

  private final Map<String, ShardReader> readers = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private Map<String, Place> places = Map.of();
  private @Nullable StreamSource source;
  private List<Shard> shards = List.of();
  private Instant listAgain = Instant.MIN;
  private int passed;

  /**
   * Creates a follower.
   *
   * @param opening opens the stream when it is first read
   * @param clock the stream's clock
   */
  StreamFollower(
      StreamMapping mapping,
      Supplier<StreamSource> opening,
      PositionFile file,
      Invocation functions,
      InstantSource clock) {
    this.mapping = mapping;
    this.opening = opening;
    this.file = file;
    this.delivery = new Delivery(mapping, functions);
    this.clock = clock;
  }

  StreamMapping mapping() {
    return mapping;
  }

  /**
   * Takes one step in each shard that is due.
   *
   * @return whether more may be due at once
   */
  synchronized boolean round() {
    boolean goesOn = false;
    for (Shard shard : ready()) {
      var reader = reader(shard);
      if (!reader.due().isAfter(clock.instant())) {
        goesOn |= note(shard, reader.step());
      }
    }
    return goesOn;
  }

  /** Returns when the next retry is due; empty if none is waiting. */
  synchronized Optional<Instant> nextRetry() {
    return readers.values().stream()
        .map(ShardReader::due)
        .filter(due -> due.isAfter(clock.instant()))
        .min(Instant::compareTo);
  }

  /**
   * Delivers all records that the stream has, without pauses between retries.
   *
   * @throws IllegalStateException if the function cannot handle a record
   */
  synchronized void drain() {
    listAgain = Instant.MIN;
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (Shard shard : ready()) {
        var reader = reader(shard);
        var step = reader.step();
        if (step == Step.FAILED) {
          throw new IllegalStateException(
              "%s did not handle a record of %s".formatted(mapping.function(), mapping.table()));
        }
        goesOn |= note(shard, step) || step == Step.HALVED;
      }
    }
    save();
  }

  private boolean note(Shard shard, Step step) {
    switch (step) {
      case DELIVERED -> save();
      case PASSED -> {
        if (++passed >= PASSED_UNSAVED) {
          save();
        }
      }
      case ENDED -> {
        ended.add(shard.id());
        readers.remove(shard.id());
        listAgain = Instant.MIN;
        save();
      }
      case IDLE, HALVED, FAILED -> {
        // Nothing new to save.
      }
    }
    return step == Step.DELIVERED || step == Step.PASSED || step == Step.ENDED;
  }

  /** Returns the shards with records to read whose parents, if the stream has them, have ended. */
  private List<Shard> ready() {
    var now = clock.instant();
    if (!now.isBefore(listAgain)) {
      shards = source().shards();
      listAgain = now.plus(SHARDS_EVERY);
    }
    var open =
        shards.stream()
            .map(Shard::id)
            .filter(id -> !ended.contains(id))
            .collect(Collectors.toSet());
    return shards.stream()
        .filter(shard -> open.contains(shard.id()))
        .filter(shard -> shard.parent().filter(open::contains).isEmpty())
        .toList();
  }

  private StreamSource source() {
    var open = source;
    if (open == null) {
      open = opening.get();
      var stream = open.arn();
      file.read()
          .filter(positions -> positions.streamArn().equals(stream))
          .ifPresent(
              positions -> {
                places = positions.places();
                ended.addAll(positions.ended());
              });
      source = open;
    }
    return open;
  }

  private ShardReader reader(Shard shard) {
    return readers.computeIfAbsent(
        shard.id(),
        id ->
            new ShardReader(
                mapping, source(), id, Optional.ofNullable(places.get(id)), delivery, clock));
  }

  private void save() {
    var known = shards.stream().map(Shard::id).collect(Collectors.toSet());
    var current = new LinkedHashMap<>(places);
    readers.forEach((id, reader) -> reader.handled().ifPresent(place -> current.put(id, place)));
    current.keySet().retainAll(known);
    current.keySet().removeAll(ended);
    ended.retainAll(known);
    places = Map.copyOf(current);
    file.write(new Positions(source().arn(), places, ended));
    passed = 0;
  }

  /** Saves the position, and closes the stream. */
  synchronized void close() {
    var open = source;
    if (open != null) {
      save();
      open.close();
      source = null;
      readers.clear();
      listAgain = Instant.MIN;
    }
  }
}
