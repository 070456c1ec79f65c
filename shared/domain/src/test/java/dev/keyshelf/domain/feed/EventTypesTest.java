package dev.keyshelf.domain.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {
  private static EventTypes parsed(String... patterns) {
    return EventTypes.parse(List.of(patterns)).orElseThrow();
  }

  private static EventType done(Operation operation) {
    return EventType.of(operation, Outcome.DONE);
  }

  @Test
  void allTypesContainEach() {
    assertThat(EventType.all()).allMatch(EventTypes.all()::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "dev.keyshelf.order.placed.v1, ORDER_PLACED, true",
    "dev.keyshelf.order.placed.v1, ORDER_CANCELLED, false",
    "dev.keyshelf.order.*, ORDER_CANCELLED, true",
    "dev.keyshelf.order.placed.*, ORDER_PLACED, true",
    "dev.keyshelf.*, LINK_CREATED, true",
    "dev.keyshelf.link.*, LINK_REVOKED, true",
    "dev.keyshelf.link.*, LINKS_REVOKED, false"
  })
  void containTheTypesOfAPattern(String pattern, Operation operation, boolean isContained) {
    assertThat(parsed(pattern).contains(done(operation))).isEqualTo(isContained);
  }

  @Test
  void containTheTypesOfAnyPattern() {
    var types = parsed("dev.keyshelf.link.*", "dev.keyshelf.order.placed.v1");

    assertThat(types.contains(done(Operation.LINK_CREATED))).isTrue();
    assertThat(types.contains(done(Operation.ORDER_PLACED))).isTrue();
    assertThat(types.contains(done(Operation.ORDER_CANCELLED))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        ".*",
        "order.placed",
        "dev.keyshelf.order.placed",
        "dev.keyshelf.order.placed.v2",
        "dev.keyshelf.order.placed.v1.*",
        "dev.keyshelf.order.placement-refused.v1",
        "dev.keyshelf.ord*",
        "dev.*.placed.v1",
        "DEV.KEYSHELF.ORDER.*"
      })
  void areNotParsedFromAPatternThatNamesNoType(String pattern) {
    assertThat(EventTypes.parse(List.of(pattern))).isEmpty();
    assertThat(EventTypes.parse(List.of("dev.keyshelf.order.*", pattern))).isEmpty();
  }
}
