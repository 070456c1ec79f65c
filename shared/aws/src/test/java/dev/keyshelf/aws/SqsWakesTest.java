package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import dev.keyshelf.domain.webhook.Webhooks.Place;
import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.embedded.queue.Received;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends wakes to the embedded queue, by the protocol that SQS has. */
@OnCloud
class SqsWakesTest {
  private static final PartnerId PARTNER = Situations.PARTNER;
  private static final WebhookId ONE = WebhookId.next(Situations.NOON);
  private static final WebhookId OTHER = WebhookId.next(Situations.NOON);

  private final Map<String, String> environment;
  private final FifoQueue queue;

  SqsWakesTest(CloudFixture cloud) {
    this.environment = cloud.environment();
    this.queue = cloud.queue("Wakes");
  }

  private SqsWakes wakes() {
    return new Clients(new Environment(environment, false)).wakes();
  }

  private SqsWakes wakesWith(String name, String value) {
    Map<String, String> other = new HashMap<>(environment);
    other.put(name, value);
    return new Clients(new Environment(other, false)).wakes();
  }

  private Received receive() {
    return queue.receive().orElseThrow();
  }

  @Test
  void wakesEachWebhookInAGroupOfItsOwn() {
    wakes().wake(List.of(new Wake(PARTNER, ONE, "7"), new Wake(PARTNER, OTHER, "7")));

    var first = receive();
    assertThat(List.of(first.group(), first.deduplication(), first.body()))
        .containsExactly(ONE.value(), "7", PARTNER + "/" + ONE);
    assertThat(WakeMessages.place(receive().body())).contains(new Place(PARTNER, OTHER));
    assertThat(queue.receive()).isEmpty();
  }

  @Test
  void wakesAWebhookOnceForACause() {
    wakes().wake(List.of(new Wake(PARTNER, ONE, "7")));
    wakes().wake(List.of(new Wake(PARTNER, ONE, "7"), new Wake(PARTNER, ONE, "8")));

    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void wakesMoreWebhooksThanARequestHas() {
    var many =
        IntStream.range(0, 25)
            .mapToObj(_ -> new Wake(PARTNER, WebhookId.next(Situations.NOON), "7"))
            .toList();

    wakes().wake(many);

    assertThat(queue.size()).isEqualTo(25);
  }

  @Test
  void sendsNothingForNoWebhook() {
    wakesWith("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1/").wake(List.of());
  }

  @Test
  void postponesAWake() {
    wakes().wake(List.of(new Wake(PARTNER, ONE, "7")));
    var held = receive();
    wakes().postpone(held.receipt(), Duration.ofHours(6));

    assertThat(queue.receive()).isEmpty();
    assertThat(queue.next().orElseThrow())
        .isAfterOrEqualTo(held.firstReceivedAt().plus(Duration.ofHours(6)));
  }

  @Test
  void letsAWakeComeAgainAtOnce() {
    wakes().wake(List.of(new Wake(PARTNER, ONE, "7")));
    wakes().postpone(receive().receipt(), Duration.ZERO);

    assertThat(receive().receives()).isEqualTo(2);
  }

  @Test
  void saysThatAWakeIsNotHeld() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> wakes().postpone("gone", Duration.ZERO))
        .withMessageContaining("The receipt handle has expired");
  }

  /** SQS refuses the entry, but answers 200. */
  @Test
  void failsIfAMessageOfARequestIsRefused() {
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () ->
                wakes()
                    .wake(
                        List.of(new Wake(PARTNER, ONE, "7"), new Wake(PARTNER, OTHER, "a blank"))))
        .withMessageContaining("MessageDeduplicationId");
    assertThat(queue.size()).isOne();
  }

  @Test
  void isUnavailableIfNobodyAnswers() {
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () ->
                wakesWith("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1/")
                    .wake(List.of(new Wake(PARTNER, ONE, "7"))));
  }

  @Test
  void failsIfTheQueueDoesNotExist() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                wakesWith("KEYSHELF_WAKES_QUEUE_URL", "https://sqs.example/1/other.fifo")
                    .wake(List.of(new Wake(PARTNER, ONE, "7"))))
        .withMessageContaining("NonExistentQueue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "partner-a", "partner-a/", "partner-a/7", "-/01ARZ3NDEKTSV4RRFFQ69G5FAV"})
  void readsNoPlaceFromAnotherMessage(String body) {
    assertThat(WakeMessages.place(body)).isEmpty();
  }
}
