package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aSupportRequest;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anAttachment;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.support.Attachments}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoAttachmentsTest {
  private final Wiring ports;

  DynamoAttachmentsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void listsAwaitedAttachmentsByPlace() {
    var request = asked();
    var second = awaited(anAttachment(request, 2, NOON));
    var first = awaited(anAttachment(request, 1, NOON));

    assertThat(ports.attachments().list(PARTNER, request.id())).containsExactly(first, second);
    assertThat(ports.attachments().list(OTHER_PARTNER, request.id())).isEmpty();
  }

  @Test
  void attachesOnceAndRecordsIt() {
    var request = asked();
    var attached = awaited(anAttachment(request, 1, NOON)).attached(NOON);

    assertThat(attach(request, attached)).isEqualTo(Commit.DONE);
    assertThat(attach(request, attached)).isEqualTo(Commit.STALE);
    assertThat(ports.attachments().list(PARTNER, request.id())).containsExactly(attached);
    assertThat(new Steps(ports).log(Operation.SUPPORT_REQUEST_ATTACHED)).hasSize(1);
  }

  @Test
  void letsOneOfManyParallelRequestsTakeAPlace() {
    var request = asked();

    var commits =
        Steps.race(
            4,
            8,
            _ ->
                ports
                    .attachments()
                    .await(anAttachment(request, 1, NOON), Optional.empty(), once()));

    assertThat(commits).containsOnlyOnce(Commit.DONE);
    assertThat(ports.attachments().list(PARTNER, request.id())).hasSize(1);
  }

  @Test
  void reusesThePlaceOfAnAwaitedFile() {
    var request = asked();
    var before = awaited(anAttachment(request, 1, NOON));
    var after = anAttachment(request, 1, NOON);

    assertThat(ports.attachments().await(after, Optional.of(before), once()))
        .isEqualTo(Commit.DONE);
    assertThat(attach(request, before.attached(NOON))).isEqualTo(Commit.STALE);
    assertThat(ports.attachments().list(PARTNER, request.id())).containsExactly(after);
  }

  @Test
  void neverReusesThePlaceOfAnAttachedFile() {
    var request = asked();
    var before = awaited(anAttachment(request, 1, NOON));
    attach(request, before.attached(NOON));

    assertThat(
            ports.attachments().await(anAttachment(request, 1, NOON), Optional.of(before), once()))
        .isEqualTo(Commit.STALE);
    assertThat(ports.attachments().list(PARTNER, request.id()))
        .containsExactly(before.attached(NOON));
  }

  @Test
  void awaitsAndAttachesNothingOnceTheRequestIsClosed() {
    var request = asked();
    var before = awaited(anAttachment(request, 1, NOON));
    ports
        .supportRequests()
        .move(
            request,
            request.closed(NOON),
            Optional.empty(),
            record(request, Operation.SUPPORT_REQUEST_CLOSED),
            once());

    assertThat(attach(request, before.attached(NOON))).isEqualTo(Commit.STALE);
    assertThat(ports.attachments().await(anAttachment(request, 2, NOON), Optional.empty(), once()))
        .isEqualTo(Commit.STALE);
  }

  @Test
  void awaitsNothingForAMissingRequest() {
    var request = aSupportRequest(CUSTOMER, NOON);

    assertThat(ports.attachments().await(anAttachment(request, 1, NOON), Optional.empty(), once()))
        .isEqualTo(Commit.STALE);
  }

  private SupportRequest asked() {
    var request = aSupportRequest(CUSTOMER, NOON);
    assertThat(
            ports
                .supportRequests()
                .add(request, record(request, Operation.SUPPORT_REQUEST_CREATED), once()))
        .isEqualTo(Commit.DONE);
    return request;
  }

  private Attachment awaited(Attachment attachment) {
    assertThat(ports.attachments().await(attachment, Optional.empty(), once()))
        .isEqualTo(Commit.DONE);
    return attachment;
  }

  private Commit attach(SupportRequest request, Attachment attached) {
    return ports
        .attachments()
        .attach(attached, record(request, Operation.SUPPORT_REQUEST_ATTACHED), once());
  }

  private static ActivityRecord record(SupportRequest request, Operation operation) {
    return ActivityRecord.of(
        PARTNER,
        anAgentAt(NOON),
        operation,
        Subject.of(request.concern().customer().id()).asked(request.id()));
  }
}
