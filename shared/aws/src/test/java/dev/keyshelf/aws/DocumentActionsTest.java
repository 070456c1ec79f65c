package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number of actions in the transactions of documents. DynamoDB's limit is 100. */
@OnCloud
class DocumentActionsTest {
  private final Map<String, String> environment;
  private final CountedWrites writes = new CountedWrites();

  DocumentActionsTest(CloudFixture cloud) {
    this.environment = OnDynamo.environment(cloud);
  }

  @Test
  void keepingADocumentTakes3AndNotingALack2() {
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var documents = new DynamoDocuments(writes.table(environment), clock);
    var document = Rendering.aDocument("KS-1", DocumentFormat.PDF, new byte[] {1});
    var act = new Act(new Actor.Schedule("RenderDocuments"), document.renderedAt(), "run");

    documents.note(
        new Lacking(
            PARTNER,
            "KS-1",
            document.month(),
            document.currency(),
            DocumentFormat.PDF,
            List.of(new Lack("buyer", "is not imported"))));
    documents.keep(
        document,
        ActivityRecord.of(
            PARTNER,
            act,
            Operation.DOCUMENT_RENDERED,
            Subject.of(document.recorded(), document.fileName())));

    assertThat(writes.transactions()).containsExactly(2, 3);
    assertThat(writes.others()).isEmpty();
  }
}
