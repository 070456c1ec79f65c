package dev.keyshelf.local.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.listen.FeedAnswer.Away;
import dev.keyshelf.local.listen.FeedAnswer.Page;
import dev.keyshelf.local.listen.FeedAnswer.Refused;
import dev.keyshelf.local.machine.Endpoint;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a listener reads on, with a feed of prepared answers. */
final class ListenerTest {
  private final Deque<FeedAnswer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> printed = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private static Page page(long examinedUpTo, long... numbers) {
    var items =
        LongStream.of(numbers)
            .mapToObj(number -> (JsonNode) JsonNodeFactory.instance.numberNode(number))
            .toList();
    return new Page(items, examinedUpTo);
  }

  /** Listens until the prepared answers are used up. */
  private void listen(Optional<Long> after, FeedAnswer... prepared) {
    answers.addAll(Arrays.asList(prepared));
    var endpoint = new Endpoint(URI.create("http://localhost:1"), "token");
    var listener =
        new Listener(this::read, () -> Optional.of(endpoint), printed::add, notices::add);
    try {
      listener.listen(after);
    } catch (InterruptedException usedUp) {
      assertThat(answers).isEmpty();
    }
  }

  private FeedAnswer read(Endpoint endpoint, String after, int wait) throws InterruptedException {
    if (answers.isEmpty()) {
      throw new InterruptedException();
    }
    asked.add("%s, %s s".formatted(after, wait));
    return answers.remove();
  }

  @Test
  void asksForTheEndWithoutWaitingAndThenWaitsAfterIt() {
    listen(Optional.empty(), page(7), page(8, 8));

    assertThat(asked).containsExactly("latest, 0 s", "7, 20 s");
    assertThat(printed).containsExactly("8");
    assertThat(notices).containsExactly("listening after event 7");
  }

  @Test
  void goesOnAfterTheLastNumberThatAPageExamined() {
    listen(Optional.of(0L), page(2000, 3, 5), page(4000), page(4001, 4001));

    assertThat(asked).containsExactly("0, 0 s", "2000, 20 s", "4000, 20 s");
    assertThat(printed).containsExactly("3", "5", "4001");
    assertThat(notices).isEmpty();
  }

  @Test
  void saysOnceThatTheServerIsAwayAndMissesNothing() {
    listen(
        Optional.of(0L),
        page(1, 1),
        new Away("it does not answer"),
        new Away("it answers 503"),
        page(2, 2),
        page(3, 3));

    assertThat(asked).containsExactly("0, 0 s", "1, 20 s", "1, 20 s", "1, 20 s", "2, 20 s");
    assertThat(printed).containsExactly("1", "2", "3");
    assertThat(notices)
        .containsExactly(
            "it does not answer; waiting to go on after event 1",
            "the server answers again; going on after event 1");
  }

  @Test
  void failsIfTheServerIsAwayAtTheStart() {
    assertThatThrownBy(() -> listen(Optional.of(0L), new Away("it does not answer")))
        .isInstanceOf(UserFault.class)
        .hasMessage("it does not answer");
  }

  @Test
  void saysWhereToGoOnIfTheServerRefusesLater() {
    assertThatThrownBy(() -> listen(Optional.of(0L), page(9, 9), new Refused("no such role")))
        .isInstanceOf(UserFault.class)
        .hasMessage("no such role; go on with --after 9");
  }

  @Test
  void endsOnceNobodyReadsItsOutput() throws InterruptedException {
    var endpoint = new Endpoint(URI.create("http://localhost:1"), "token");
    answers.add(page(2, 1, 2));

    new Listener(this::read, () -> Optional.of(endpoint), _ -> false, notices::add)
        .listen(Optional.of(0L));

    assertThat(asked).hasSize(1);
  }
}
