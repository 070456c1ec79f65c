package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Attacks by somebody who can write to the store of seals. Verification detects each of them. */
class VerifyActivityTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final SealKey KEY = SealKey.of(new byte[32]);
  private static final SealKey OTHER =
      SealKey.of("another key of 32 bytes, not it.".getBytes(StandardCharsets.US_ASCII));

  private final Place place = new Place();
  private final TreeMap<Instant, Trace> records = new TreeMap<>();

  /** Adds a record. */
  private Trace recorded(Instant at, String hash) {
    var trace =
        new Trace(
            at.toString().replace("Z", ".000Z") + "#01M7W2Y7M0PV25GRW7BRT4GZ53", hash.repeat(64));
    records.put(at, trace);
    return trace;
  }

  private Optional<Seal.Link> sealed(Instant hour, Optional<Seal.Link> previous, SealKey key) {
    var held = List.copyOf(records.subMap(hour, hour.plus(Seal.HOUR)).values());
    var seal = SignedSeal.of(new Seal(PARTNER, hour, previous, held, List.of()), key);
    place.put(hour, seal.bytes());
    place.publish(key.verifying());
    return Optional.of(seal.link());
  }

  private List<Kind> found(String... known) {
    return findings(known).stream().map(Finding::kind).toList();
  }

  private List<Finding> findings(String... known) {
    var verify = new VerifyActivity(new Records(), place, new NoNotes());
    var end = NINE.plus(Duration.ofHours(3));
    return verify.verify(PARTNER, NINE, end, Set.of(known), end).findings();
  }

  @Test
  void detectsAnHourThatWasRewrittenInAnotherVersion() {
    recorded(NINE, "a");
    sealed(NINE, Optional.empty(), KEY);
    recorded(NINE, "b");
    sealed(NINE, Optional.empty(), KEY);

    assertThat(found()).containsExactlyInAnyOrder(Kind.SEAL_VERSIONED, Kind.RECORD_CHANGED);
  }

  @Test
  void detectsASealThatIsHiddenByADeleteMarker() {
    recorded(NINE, "a");
    sealed(NINE, Optional.empty(), KEY);
    place.mark(NINE);

    assertThat(found()).containsExactly(Kind.SEAL_VERSIONED);
  }

  @Test
  void detectsAnotherKeyUnderAKnownId() {
    recorded(NINE, "a");
    sealed(NINE, Optional.empty(), KEY);
    place.keys.put(KEY.verifying().id(), List.of(OTHER.verifying().pem()));

    assertThat(found()).containsExactly(Kind.SIGNATURE_WRONG);
  }

  @Test
  void detectsASealThatWasSignedWithAnotherKey() {
    recorded(NINE, "a");
    var first = sealed(NINE, Optional.empty(), KEY);
    recorded(NINE.plus(Seal.HOUR), "b");
    sealed(NINE.plus(Seal.HOUR), first, OTHER);

    assertThat(found()).containsExactly(Kind.KEY_CHANGED);
    assertThat(found(KEY.verifying().id())).containsExactly(Kind.SIGNATURE_WRONG);
  }

  @Test
  void detectsAnotherKeyOnTheFirstSealOfARange() {
    recorded(NINE.minus(Duration.ofDays(9)), "a");
    var first = sealed(NINE.minus(Duration.ofDays(9)), Optional.empty(), KEY);
    recorded(NINE, "b");
    sealed(NINE, first, OTHER);

    assertThat(found()).containsExactly(Kind.KEY_CHANGED);
  }

  @Test
  void acceptsEarlierKeysThatAreKnown() {
    recorded(NINE, "a");
    var first = sealed(NINE, Optional.empty(), KEY);
    recorded(NINE.plus(Seal.HOUR), "b");
    sealed(NINE.plus(Seal.HOUR), first, OTHER);

    assertThat(found(KEY.verifying().id(), OTHER.verifying().id())).isEmpty();
  }

  @Test
  void cannotHideTheSealsBehindAFileThatIsNone() {
    recorded(NINE, "a");
    sealed(NINE, Optional.empty(), KEY);
    place.foreign.add("seals/partner-a/x\n.seal");

    assertThat(findings())
        .containsExactly(
            new Finding(Kind.SEAL_FOREIGN, NINE, "seals/partner-a/x?.seal is named after no hour"));
  }

  /** A fake of the store of seals, with all versions of each seal, the oldest first. */
  private static final class Place implements KeptSeals {
    private final TreeMap<Instant, List<byte[]>> versions = new TreeMap<>();
    private final Map<Instant, Integer> marks = new HashMap<>();
    private final List<String> foreign = new ArrayList<>();
    private final Map<String, List<String>> keys = new HashMap<>();

    void put(Instant hour, byte[] seal) {
      versions.computeIfAbsent(hour, _ -> new ArrayList<>()).add(seal);
    }

    void mark(Instant hour) {
      marks.merge(hour, 1, Integer::sum);
    }

    void publish(VerifyingKey key) {
      keys.putIfAbsent(key.id(), List.of(key.pem()));
    }

    @Override
    public Listed list(PartnerId partner, Instant from) {
      return new Listed(
          versions.tailMap(from).keySet().stream()
              .flatMap(hour -> find(partner, hour).stream())
              .toList(),
          foreign);
    }

    @Override
    public Optional<Kept> find(PartnerId partner, Instant hour) {
      return Optional.ofNullable(versions.get(hour))
          .map(all -> new Kept(hour, Optional.of("0"), all.size() + marks.getOrDefault(hour, 0)));
    }

    @Override
    public Optional<byte[]> read(PartnerId partner, Kept kept) {
      return Optional.ofNullable(versions.get(kept.hour())).map(List::getFirst);
    }

    @Override
    public Optional<byte[]> key(String id) {
      return Optional.ofNullable(keys.get(id))
          .map(all -> all.getFirst().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final class Records implements Traces {
    @Override
    public List<Trace> list(PartnerId partner, Instant from, Instant to) {
      return List.copyOf(records.subMap(from, to).values());
    }

    @Override
    public Optional<Instant> first(PartnerId partner, Instant from, Instant to) {
      return records.subMap(from, to).keySet().stream().findFirst();
    }
  }

  private static final class NoNotes implements SealProgress {
    @Override
    public Notes ofShard(int shard) {
      return new Notes(Map.of(), Map.of());
    }

    @Override
    public Optional<Reached> find(PartnerId partner) {
      return Optional.empty();
    }

    @Override
    public void note(PartnerId partner, Reached reached) {}
  }
}
