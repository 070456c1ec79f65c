package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.key.KeyRings;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAdmissionTest {
  private static final String ARN = "arn:aws:kms:eu-west-1:000000000000:key/";

  /** A table that counts its reads. */
  private static final class Stored implements KeyRings {
    private Optional<KeyRing> known = Optional.empty();
    private int reads;

    @Override
    public Optional<KeyRing> find() {
      reads++;
      return known;
    }

    @Override
    public boolean note(KeyRing ring, Optional<KeyRing> before) {
      known = Optional.of(ring);
      return true;
    }
  }

  private final Stored stored = new Stored();

  private KeyAdmission admission(String wrapping, String... hashing) {
    return new KeyAdmission(
        stored,
        () ->
            Optional.of(
                new KeyAdmission.Own(
                    KmsMasterKey.ring(List.of(wrapping), List.of(hashing)), hashing.length)));
  }

  @Test
  void storesTheKeysOfTheFirstFunctionAndReadsThemOnceAtAStart() {
    var admission = admission("w", "h");
    assertThat(stored.reads).isZero();

    admission.require();
    admission.require();
    admission.check();

    assertThat(stored.reads).isEqualTo(1);
    assertThat(stored.known).contains(KmsMasterKey.ring(List.of("w"), List.of("h")));
  }

  @ParameterizedTest
  @CsvSource({"other, h", "w, other", "h, w"})
  void refusesCommandsAndLookUpsWithOtherKeysEachTime(String wrapping, String hashing) {
    admission("w", "h").require();
    var replaced = admission(wrapping, hashing);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(replaced::require)
          .isInstanceOfSatisfying(
              UnavailableException.class, why -> assertThat(why.isOfOtherKeys()).isTrue());
      assertThatThrownBy(replaced::check).isInstanceOf(UnavailableException.class);
    }
    assertThat(stored.known).contains(KmsMasterKey.ring(List.of("w"), List.of("h")));
  }

  @Test
  void admitsTheKeysAgainOnceTheyAreRestored() {
    admission("w", "h").require();
    var known = stored.known;
    var replaced = admission("w2", "h");
    assertThatThrownBy(replaced::require).isInstanceOf(UnavailableException.class);

    stored.known = Optional.of(KmsMasterKey.ring(List.of("w2"), List.of("h")));
    replaced.require();

    assertThat(stored.known).isNotEqualTo(known);
  }

  @Test
  void readsTheKeysOnceForLookUps() {
    admission("w", "h").require();
    var lookUps = admission("w", "h");
    stored.reads = 0;

    lookUps.check();
    lookUps.check();

    assertThat(stored.reads).isEqualTo(1);
  }

  @Test
  void storesNothingForALookUp() {
    admission("w", "h").check();

    assertThat(stored.known).isEmpty();
  }

  @Test
  void comparesNothingOnOneMachine() {
    new KeyAdmission(stored, Optional::empty).require();

    assertThat(stored.reads).isZero();
  }

  @Test
  void knowsAKeyByItsIdOrItsArn() {
    assertThat(KmsMasterKey.ring(List.of(ARN + "w"), List.of(ARN + "h", "i")))
        .isEqualTo(KmsMasterKey.ring(List.of("w"), List.of("h", ARN + "i")))
        .isNotEqualTo(KmsMasterKey.ring(List.of("w"), List.of("i", "h")));
    assertThat(KmsMasterKey.ring(List.of(ARN + "w"), List.of("h")).sealing())
        .matches("[0-9a-f]{16}");
  }
}
