package dev.keyshelf.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.AdmitKeys.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmitKeysTest {
  private static final KeyRing OURS = new KeyRing("ours", List.of("first"));
  private static final KeyRing GROWN = new KeyRing("ours", List.of("first", "second"));

  /** A fake in which other installations store their keys just before this one does. */
  private static final class Stores implements KeyRings {
    private final Deque<KeyRing> quicker = new ArrayDeque<>();
    private Optional<KeyRing> known = Optional.empty();

    @Override
    public Optional<KeyRing> find() {
      return known;
    }

    @Override
    public boolean note(KeyRing ring, Optional<KeyRing> before) {
      if (!quicker.isEmpty()) {
        known = Optional.of(quicker.pop());
      }
      if (!known.equals(before)) {
        return false;
      }
      known = Optional.of(ring);
      return true;
    }
  }

  private final Stores stores = new Stores();

  private Outcome admit(KeyRing ring) {
    return admit(ring, ring.hashing().size());
  }

  private Outcome admit(KeyRing ring, int current) {
    return new AdmitKeys(stores).admit(ring, current);
  }

  @Test
  void storesTheKeysOfTheFirstInstallationAndAdmitsThemAgain() {
    assertThat(admit(OURS)).isEqualTo(new Outcome.Admitted());
    assertThat(admit(OURS)).isEqualTo(new Outcome.Admitted());
    assertThat(stores.known).contains(OURS);
  }

  @Test
  void refusesAnotherMasterKey() {
    admit(OURS);

    assertThat(admit(new KeyRing("theirs", List.of("first")))).isEqualTo(new Outcome.Foreign(OURS));
    assertThat(stores.known).contains(OURS);
  }

  @Test
  void storesAnAddedVersionAndThenRefusesKeysWithoutIt() {
    admit(OURS);

    assertThat(admit(GROWN)).isEqualTo(new Outcome.Admitted());
    assertThat(admit(OURS)).isEqualTo(new Outcome.Foreign(GROWN));
  }

  /** The two deployments that add a version: first all functions know it, then they use it. */
  @Test
  void admitsTheReleaseBeforeUntilAnAddedVersionIsUsed() {
    admit(OURS);

    assertThat(admit(GROWN, 1)).isEqualTo(new Outcome.Admitted());
    assertThat(stores.known).contains(OURS);
    assertThat(admit(OURS)).isEqualTo(new Outcome.Admitted());

    assertThat(admit(GROWN, 2)).isEqualTo(new Outcome.Admitted());
    assertThat(admit(GROWN, 1)).isEqualTo(new Outcome.Admitted());
    assertThat(stores.known).contains(GROWN);
    assertThat(admit(OURS)).isEqualTo(new Outcome.Foreign(GROWN));
  }

  @Test
  void refusesVersionsInAnotherOrder() {
    admit(GROWN);

    assertThat(admit(new KeyRing("ours", List.of("second", "first"))))
        .isEqualTo(new Outcome.Foreign(GROWN));
  }

  @Test
  void comparesWithTheKeysOfAnInstallationThatWasFaster() {
    stores.quicker.push(new KeyRing("theirs", List.of("first")));
    assertThat(admit(OURS)).isInstanceOf(Outcome.Foreign.class);

    stores.known = Optional.empty();
    stores.quicker.push(OURS);
    assertThat(admit(OURS)).isEqualTo(new Outcome.Admitted());
  }
}
