package dev.keyshelf.domain.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeTest {
  @ParameterizedTest
  @CsvSource({
    "ORDER_PLACED, DONE, order.placed",
    "KEY_LOOKED_UP, DONE, key.looked-up",
    "PRICE_LIST_VERSION_REMOVED, DONE, price-list-version.removed",
    "DOCUMENT_RENDERED, DONE, document.rendered",
    "WEBHOOK_REDELIVERY_REQUESTED, DONE, webhook.redelivery-requested",
    "FILE_IMPORTED, DONE, file.imported",
    "FILE_IMPORTED, REFUSED, file.import-refused",
    "FILE_IMPORTED, BEGUN, file.import-begun",
    "KEYS_MOVED, BEGUN, keys.move-begun",
    "DOWNLOAD_REFUSED, REFUSED, download.refused",
    "ACCESS_REFUSED, REFUSED, access.refused",
    "ORDER_PLACED, REFUSED, order.placement-refused"
  })
  void namesWhatHappened(Operation operation, Outcome outcome, String name) {
    assertThat(EventType.of(operation, outcome).name()).isEqualTo("dev.keyshelf." + name + ".v1");
  }

  /** Readers ask for types by name, so one name must not stand for two things. */
  @Test
  void hasAnotherNameForEachOperationAndOutcome() {
    assertThat(EventType.all())
        .doesNotHaveDuplicates()
        .allSatisfy(
            type -> assertThat(type.name()).matches("dev\\.keyshelf(\\.[a-z]+(-[a-z]+)*){2}\\.v1"));
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER_PLACED, DONE, true",
    "ORDER_PLACED, REFUSED, false",
    "DOWNLOAD_REFUSED, REFUSED, true",
    "FILE_IMPORTED, REFUSED, true",
    "FILE_IMPORTED, BEGUN, true",
    "KEYS_RELEASED, BEGUN, true",
    "KEYS_RELEASED, REFUSED, false"
  })
  void listsTheOutcomesThatAreWritten(Operation operation, Outcome outcome, boolean isWritten) {
    assertThat(EventType.all().contains(EventType.of(operation, outcome))).isEqualTo(isWritten);
  }

  @Test
  void listsATypeForEachOperation() {
    for (var operation : Operation.values()) {
      assertThat(Outcome.values())
          .anyMatch(outcome -> EventType.all().contains(EventType.of(operation, outcome)));
    }
  }
}
