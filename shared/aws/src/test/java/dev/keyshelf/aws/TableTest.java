package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@OnCloud
class TableTest {
  @Test
  void doesNotSendADecisionThatIsOlderThan20Seconds(CloudFixture cloud) {
    var order = anOrderOf(perpetual());
    var ports = OnDynamo.of(cloud, clockAt(NOON.plusSeconds(20).plusMillis(1)));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> ports.orders().place(order, anActivity(order), once()));
    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).isEmpty();
  }

  @Test
  void sendsADecisionOf20Seconds(CloudFixture cloud) {
    var order = anOrderOf(perpetual());
    var ports = OnDynamo.of(cloud, clockAt(NOON.plusSeconds(20)));

    assertThat(ports.orders().place(order, anActivity(order), once())).isEqualTo(Commit.DONE);
  }

  private static Clock clockAt(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
