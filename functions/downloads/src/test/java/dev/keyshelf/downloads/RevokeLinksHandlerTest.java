package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class RevokeLinksHandlerTest {
  private static final Events ALL = Events.of("revoke-links");
  private static final Events RESUME = Events.of("resume-download").withHeader("accept", "*/*");
  private static final String REASON = "The link was posted in a forum.";

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;
  private Order order;

  @BeforeEach
  void makeTheLink(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    order = Story.order(Story.licences());
    Story.isPlaced(wiring.orders(), order);
    Story.isLinked(wiring.downloadLinks(), order);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new RevokeLinksHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private Reply start() {
    return Events.of("start-download")
        .withHeader("accept", "application/json")
        .withBody("download=" + DownloadId.next())
        .to(
            new StartDownloadHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);
  }

  private Reply list() {
    return Events.of("read-links")
        .to(
            new ReadLinksHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);
  }

  private Events one() {
    var link = wiring.downloadLinks().find(Story.TOKEN.hash()).orElseThrow();
    return ALL.onRoute(
            "POST /v1/customers/{customerId}/software/{entitlementId}/links/{linkId}/revocation")
        .withVariable("linkId", link.id().value());
  }

  private List<ActivityRecord> log(Operation operation) {
    var to = Story.BOUGHT_AT.plusSeconds(3600);
    return wiring
        .activityLog()
        .list(
            Story.PARTNER,
            new ActivityLog.Question(Story.BOUGHT_AT, to, ActivityFilter.NONE),
            50,
            Optional.empty())
        .records()
        .stream()
        .filter(record -> record.operation() == operation)
        .toList();
  }

  private void cancel() {
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());
  }

  @Test
  void endsTheLinkAndSaysWhoDidItWhenAndWhy() {
    var reply = answer(one());

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/state")).isEqualTo("REVOKED");
    assertThat(reply.at("/revokedAt")).isEqualTo(clock.instant().toString());
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
            RESUME
                .withVariable("download", session)
                .to(
                    new ResumeDownloadHandler(wiring)::handleRequest,
                    APIGatewayV2HTTPEvent.class,
                    Context.class)
                .refusal())
        .isEqualTo("410 link-revoked");
  }

  @Test
  void answersASecondRevocationWithTheFirst() {
    var first = answer(one());
    clock.strike(clock.instant().plusSeconds(60));

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
  void endsAllLinksAndCountsThoseThatWorked() {
    Story.isLinked(wiring.downloadLinks(), order, LinkToken.next());

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
  void endsNothingMoreWhenAllAreEndedTwice() {
    answer(ALL);

    assertThat(answer(ALL.again()).at("/linksRevoked")).isEqualTo("0");
  }

  @Test
  void answersTheRevocationOfOneAfterThatOfAllAsItIs() {
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
  void refusesABodyItDoesNotUnderstand() {
    assertThat(answer(ALL.withBody("{\"reason\": 1}")).refusal()).isEqualTo("400 validation");
    assertThat(answer(ALL.withBody("{\"why\": \"x\"}")).refusal()).isEqualTo("400 validation");
    assertThat(answer(ALL.withBody("{\"reason\": \"%s\"}".formatted("x".repeat(501)))).refusal())
        .isEqualTo("400 validation");
    assertThat(start().status()).isEqualTo(200);
  }

  @Test
  void saysThatACancelEndedAllBefore() {
    cancel();

    assertThat(answer(ALL).at("/linksRevoked")).isEqualTo("0");
    assertThat(answer(ALL).at("/revokedAt")).isEqualTo(Story.BOUGHT_AT.toString());
    assertThat(answer(one()).at("/state")).isEqualTo("REVOKED");
    assertThat(log(Operation.LINKS_REVOKED)).isEmpty();
    assertThat(log(Operation.LINK_REVOKED)).isEmpty();
  }

  @Test
  void endsTheSessionsOfAnExpiredLinkToo() {
    clock.strike(Instant.parse("2026-12-04T09:05:00Z"));
    var session = start().at("/downloadId");
    clock.strike(Instant.parse("2026-12-04T09:12:00Z"));
    answer(one());

    assertThat(
            RESUME
                .withVariable("download", session)
                .to(
                    new ResumeDownloadHandler(wiring)::handleRequest,
                    APIGatewayV2HTTPEvent.class,
                    Context.class)
                .refusal())
        .isEqualTo("410 link-revoked");
  }

  @Test
  void isForASuspendedPartnerToo() {
    Story.partnerIs(wiring.partners(), true);

    assertThat(answer(ALL).status()).isEqualTo(200);
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    assertThat(answer(ALL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(ALL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(one().ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void findsNoLinkThatTheEntitlementHasNot() {
    assertThat(answer(one().withVariable("linkId", "01M7W2Y7M0PV25GRW7BRT4GZ53")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(one().withVariable("linkId", "no-link")).refusal())
        .isEqualTo("404 not-found");
  }
}
