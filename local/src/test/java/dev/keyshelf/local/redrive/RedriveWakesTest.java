package dev.keyshelf.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.embedded.queue.Queues;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.redrive.Redrive.Deed;
import dev.keyshelf.local.redrive.Redrive.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redrives wakes that DeliverEvents failed on 1,000 times, over HTTP at the embedded queues. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class RedriveWakesTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final Instant NOW = Instant.parse("2026-11-30T09:15:00Z");
  private static final int MOST_RECEIVES = 1_000;

  private final List<String> said = new ArrayList<>();
  private Queues queues;
  private FifoQueue wakes;
  private FifoQueue dead;

  @BeforeEach
  void giveUpTwoWakes() {
    queues = Queues.start(() -> NOW);
    queues.create(TEMPLATE);
    wakes = queue("Wakes");
    dead = queue("WakesDeadLetters");
    wakes.send("hook-1", "7", "partner-a/hook-1");
    wakes.send("hook-2", "7", "partner-a/hook-2");
    for (int i = 0; i < 2 * MOST_RECEIVES; i++) {
      wakes.hide(wakes.receive().orElseThrow().receipt(), Duration.ZERO);
    }
    assertThat(wakes.receive()).isEmpty();
    assertThat(dead.size()).isEqualTo(2);
  }

  @AfterEach
  void stop() {
    queues.close();
  }

  private FifoQueue queue(String logicalId) {
    return TEMPLATE.queues().stream()
        .filter(each -> each.logicalId().equals(logicalId))
        .findFirst()
        .flatMap(each -> queues.find(each.name()))
        .orElseThrow();
  }

  private Report redrive(Deed deed) {
    Map<String, String> variables = new HashMap<>(queues.environment());
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    var walk =
        new Redrive(new Selection(Set.of(), Set.of("DeliverEvents"), false), deed, said::add);
    return Report.sum(
        new LetterBoxes(TEMPLATE)
            .ofThisMachine(OperatorCalls.of(variables)).stream().map(walk::through).toList());
  }

  @Test
  void sendsWakesBackToTheirGroups() {
    assertThat(redrive(Deed.REDRIVE)).isEqualTo(new Report(2, 2, 2));

    assertThat(dead.size()).isZero();
    var again = List.of(wakes.receive().orElseThrow(), wakes.receive().orElseThrow());
    assertThat(again)
        .extracting(message -> message.group() + " " + message.body())
        .containsExactly("hook-1 partner-a/hook-1", "hook-2 partner-a/hook-2");
  }

  @Test
  void listsWakesAndLeavesThem() {
    assertThat(redrive(Deed.LIST)).isEqualTo(new Report(2, 2, 2));

    assertThat(said)
        .first()
        .asString()
        .endsWith(
            "2026-11-30T09:15:00Z DeliverEvents: failed again and again on partner-a/hook-1"
                + " (goes back to its queue)");
    assertThat(wakes.receive()).isEmpty();
    assertThat(dead.receive()).isPresent();
    assertThat(dead.receive()).isPresent();
  }
}
