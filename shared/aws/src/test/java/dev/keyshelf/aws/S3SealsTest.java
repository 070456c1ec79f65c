package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.SealKey;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.VerifyingKey;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // Set before each test.
class S3SealsTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final PartnerId OTHER = new PartnerId("partner-a2");

  private Wiring wiring;
  private Seals seals;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    seals = wiring.seals();
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private boolean add(Instant hour, String text) {
    return seals.add(Story.PARTNER, hour, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsTheFirstSealOnly() {
    assertThat(add(NINE, "first")).isTrue();
    assertThat(add(NINE, "second")).isFalse();
    assertThat(seals.find(Story.PARTNER, NINE))
        .hasValueSatisfying(
            kept -> assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo("first"));
  }

  @Test
  void keepsOneOfManyParallelWrites() {
    var taken =
        IntStream.range(0, 8).parallel().filter(number -> add(NINE, "seal " + number)).count();

    assertThat(taken).isOne();
  }

  @Test
  void findsNoMissingSeal() {
    assertThat(seals.find(Story.PARTNER, NINE)).isEmpty();
    assertThat(seals.hours(Story.PARTNER, Instant.EPOCH)).isEmpty();
  }

  @Test
  void listsAPartnersHoursFromAnHourOn() {
    for (var hours : new int[] {2, 0, 15, 1}) {
      add(NINE.plus(Duration.ofHours(hours)), "seal");
    }
    seals.add(OTHER, NINE, new byte[] {1});

    assertThat(seals.hours(Story.PARTNER, NINE.plus(Duration.ofHours(1))))
        .containsExactly(
            NINE.plus(Duration.ofHours(1)),
            NINE.plus(Duration.ofHours(2)),
            NINE.plus(Duration.ofHours(15)));
    assertThat(seals.hours(OTHER, NINE)).containsExactly(NINE);
  }

  @Test
  void publishesAKeyRepeatedly() {
    var key = SealKey.of(new byte[32]).verifying();
    seals.publish(key);
    seals.publish(key);

    assertThat(key.pem()).contains("MCowBQYDK2VwAyEA");
    assertThat(wiring.keptSeals().key(key.id()).flatMap(VerifyingKey::parse))
        .hasValueSatisfying(read -> assertThat(read.pem()).isEqualTo(key.pem()));
    assertThat(wiring.keptSeals().key("0123456789abcdef")).isEmpty();
  }
}
