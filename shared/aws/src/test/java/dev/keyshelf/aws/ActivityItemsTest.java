package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.RecordedDocument;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivityItemsTest {
  private static final PartnerId PARTNER = new PartnerId("contoso");

  private static ActivityRecord by(Actor actor) {
    return new ActivityRecord(
        "01E9PX0WZ00000000000000001",
        PARTNER,
        Instant.parse("2020-06-01T12:00:00Z"),
        actor,
        Operation.ORDER_PLACED,
        Subject.none(),
        "request-1",
        Outcome.DONE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Seals of earlier releases, which recorded less of users, must stay verifiable. */
  @Test
  void haveTheBytesOfEarlierReleasesForAUserWithoutDetails() {
    var item = ActivityItems.item(by(new Actor.User("ann", Set.of("AdminAgent", "GlobalAdmin"))));

    assertThat(CanonicalItem.sha256(item))
        .isEqualTo("cd650aa2c5ae9f117e8628698573cb38b1eaa57c4e22e87519719eb13b681ce0");
  }

  /** What was sealed before the maker of its link was recorded has to verify for ever. */
  @Test
  void areOfTheSameBytesAsEverWhereNobodyIsNamedAsTheMakerOfTheLink() {
    var subject = Subject.none().through(new LinkId("01E9PX0WZ00000000000000001"), "a.iso");

    assertThat(CanonicalItem.sha256(ActivityItems.item(started(subject))))
        .isEqualTo("e61a8e36a4aa77ab8677fbef561eed56a5cdf617ff034c2f72315459723d0855");
  }

  @Test
  void keepWhoMadeTheLink() {
    var record = started(Subject.none().through(new LinkId("01E9PX0WZ00000000000000001"), "a.iso"));
    var made = started(record.subject().madeBy("ann"));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(made))).isEqualTo(made);
    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }

  private static ActivityRecord started(Subject subject) {
    return new ActivityRecord(
        "01E9PX0WZ00000000000000002",
        PARTNER,
        Instant.parse("2020-06-01T12:00:00Z"),
        new Actor.LinkHolder("192.0.2.7", "curl/8.0"),
        Operation.DOWNLOAD_STARTED,
        subject,
        "request-2",
        Outcome.DONE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  @Test
  void keepThePlaceInTheClientsTrace() {
    var span =
        new Span("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("a=1"));
    var act = new Act(new Actor.Schedule("any"), Instant.EPOCH, "run", Optional.of(span));
    var record = ActivityRecord.of(PARTNER, act, Operation.ORDER_PLACED, Subject.none());

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
    assertThat(record.because(Optional.of("a")).about("b").ofChanged(List.of("c")).span())
        .contains(span);
  }

  /** Seals of records without a trace must stay verifiable. */
  @Test
  void haveNoAttributeForATraceThatNobodySent() {
    var item = ActivityItems.item(by(new Actor.Schedule("any")));

    assertThat(item.values().keySet())
        .containsExactlyInAnyOrder(
            "pk", "sk", "id", "at", "actor", "operation", "subject", "requestId", "outcome");
  }

  @Test
  void keepTheNamesOfWhatChanged() {
    var record =
        by(new Actor.User("ann", Set.of("AdminAgent"))).ofChanged(List.of("domain", "market"));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }

  @Test
  void keepTheWebhookAndWhyItStopped() {
    var act = new Act(new Actor.Schedule("DeliverEvents"), Instant.EPOCH, "run");
    var webhook = new WebhookId("01E9PX0WZ00000000000000003");
    var record =
        ActivityRecord.of(PARTNER, act, Operation.WEBHOOK_STOPPED, Subject.of(webhook))
            .because(Optional.of("GONE"));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }

  @Test
  void keepTheDocumentThatAScheduleMade() {
    var document =
        new RecordedDocument(
            "KS/2020-7",
            YearMonth.of(2020, 5),
            Currency.getInstance("EUR"),
            "PDF",
            "77ab02c1".repeat(8),
            24_817,
            1);
    var act = new Act(new Actor.Schedule("RenderDocuments"), Instant.EPOCH, "run");
    var record =
        ActivityRecord.of(
            PARTNER,
            act,
            Operation.DOCUMENT_RENDERED,
            Subject.of(document, "KS-2020-7.pdf").with("KS-2020-7.pdf"));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }

  @Test
  void keepAllThatIsKnownOfAUser() {
    var record =
        by(
            new Actor.User(
                "ann",
                Set.of("AdminAgent"),
                Optional.of("Ann"),
                Optional.of("portal"),
                Optional.of("192.0.2.1"),
                Optional.of("curl/8.0")));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }
}
