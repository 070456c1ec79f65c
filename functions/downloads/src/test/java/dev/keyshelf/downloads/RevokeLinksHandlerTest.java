package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class RevokeLinksHandlerTest {
  private static final Events ALL = Events.of("revoke-links");
  private static final Events RESUME = Events.of("resume-download").withHeader("accept", "*/*");
  private static final String REASON = "The link was posted in a forum.";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private Order order;

  @BeforeEach
  void makeTheLink() {
    order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
  }

  private Reply answer(Events event) {
    return fixture.send(RevokeLinksHandler::new, event);
  }

  private Reply start() {
    return fixture.send(
        StartDownloadHandler::new,
        Events.of("start-download")
            .withHeader("accept", "application/json")
            .withBody("download=" + DownloadId.next()));
  }

  private Reply list() {
    return fixture.send(ReadLinksHandler::new, Events.of("read-links"));
  }

  private Events one() {
    var link = fixture.ports().downloadLinks().find(Story.TOKEN.hash()).orElseThrow();
    return ALL.onRoute(
            "POST /v1/customers/{customerId}/software/{entitlementId}/links/{linkId}/revocation")
        .withVariable("linkId", link.id().value());
  }

  private List<ActivityRecord> log(Operation operation) {
    return fixture.log(Story.PARTNER).stream()
        .filter(record -> record.operation() == operation)
        .toList();
  }

  private void cancel() {
    fixture.cancelled();
  }

  @Test
  void revokesTheLinkAndSaysWhoDidItWhenAndWhy() {
    var reply = answer(one());

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/state")).isEqualTo("REVOKED");
    assertThat(reply.at("/revokedAt")).isEqualTo(fixture.now().toString());
    assertThat(reply.at("/revokedBy")).isEqualTo("ada@contoso.example");
    assertThat(reply.at("/revocationReason")).isEqualTo(REASON);
    assertThat(list().at("/items/0/revokedBy")).isEqualTo("ada@contoso.example");
    assertThat(start().refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void recordsWhoEndedALinkAndWhy() {
    answer(one());

    assertThat(log(Operation.LINK_REVOKED))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.by().name()).isEqualTo("ada@contoso.example");
              assertThat(record.subject().link()).isPresent();
              assertThat(record.reason()).contains(REASON);
            });
  }

  @Test
  void endsTheSessionsOfTheLink() {
    var session = start().at("/downloadId");
    answer(one());

    assertThat(
            fixture
                .send(
                    ResumeDownloadHandler::new,
                    RESUME
                        .withVariable("download", session)
                        .withHeader("accept", "application/json"))
                .refusal())
        .isEqualTo("410 link-revoked");
  }

  @Test
  void answersASecondRevocationWithTheFirst() {
    var first = answer(one());
    fixture.strike(fixture.now().plusSeconds(60));

    var second = answer(one().again().withBody("{\"reason\": \"Another.\"}"));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(log(Operation.LINK_REVOKED)).hasSize(1);
  }

  @Test
  void replaysARetry() {
    var first = answer(one());

    var retry = answer(one());

    assertThat(retry.text()).isEqualTo(first.text());
    assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answer(one().withBody("{}")).refusal()).isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void revokesAllLinksAndCountsThoseThatWorked() {
    fixture.linked(order, LinkToken.next(), 2);

    var reply = answer(ALL);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/linksRevoked")).isEqualTo("2");
    assertThat(reply.at("/revokedBy")).isEqualTo("ada@contoso.example");
    assertThat(list().at("/items/0/state")).isEqualTo("REVOKED");
    assertThat(list().at("/items/1/revocationReason")).isEqualTo(REASON);
    assertThat(start().refusal()).isEqualTo("410 link-revoked");
    assertThat(log(Operation.LINKS_REVOKED))
        .singleElement()
        .satisfies(record -> assertThat(record.reason()).contains(REASON));
  }

  @Test
  void revokesNothingMoreTheSecondTime() {
    answer(ALL);

    assertThat(answer(ALL.again()).at("/linksRevoked")).isEqualTo("0");
  }

  @Test
  void returnsALinkUnchangedThatWasRevokedWithAllOthers() {
    answer(ALL);

    var reply = answer(one().again());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/state")).isEqualTo("REVOKED");
    assertThat(reply.at("/revocationReason")).isEqualTo(REASON);
    assertThat(log(Operation.LINK_REVOKED)).isEmpty();
  }

  @Test
  void needsNoBody() {
    var reply = answer(one().withBody("").withHeader("content-type", ""));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).doesNotContain("revocationReason");
  }

  @Test
  void refusesAnUnknownBody() {
    assertThat(answer(ALL.withBody("{\"reason\": 1}")).refusal()).isEqualTo("400 validation");
    assertThat(answer(ALL.withBody("{\"why\": \"x\"}")).refusal()).isEqualTo("400 validation");
    assertThat(answer(ALL.withBody("{\"reason\": \"%s\"}".formatted("x".repeat(501)))).refusal())
        .isEqualTo("400 validation");
    assertThat(start().status()).isEqualTo(200);
  }

  @Test
  void saysThatACancellationHadEndedAllLinks() {
    cancel();

    assertThat(answer(ALL).at("/linksRevoked")).isEqualTo("0");
    assertThat(answer(ALL).at("/revokedAt")).isEqualTo(Story.BOUGHT_AT.toString());
    assertThat(answer(one()).at("/state")).isEqualTo("REVOKED");
    assertThat(log(Operation.LINKS_REVOKED)).isEmpty();
    assertThat(log(Operation.LINK_REVOKED)).isEmpty();
  }

  @Test
  void endsTheSessionsOfAnExpiredLinkToo() {
    fixture.strike(Instant.parse("2026-12-04T09:05:00Z"));
    var session = start().at("/downloadId");
    fixture.strike(Instant.parse("2026-12-04T09:12:00Z"));
    answer(one());

    assertThat(
            fixture
                .send(
                    ResumeDownloadHandler::new,
                    RESUME
                        .withVariable("download", session)
                        .withHeader("accept", "application/json"))
                .refusal())
        .isEqualTo("410 link-revoked");
  }

  @Test
  void allowsASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(answer(ALL).status()).isEqualTo(200);
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    assertThat(answer(ALL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(ALL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(one().ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void findsNoMissingLink() {
    assertThat(answer(one().withVariable("linkId", "01M7W2Y7M0PV25GRW7BRT4GZ53")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(one().withVariable("linkId", "no-link")).refusal())
        .isEqualTo("404 not-found");
  }
}
