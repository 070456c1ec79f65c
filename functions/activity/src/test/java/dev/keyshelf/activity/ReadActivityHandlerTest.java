package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and exports of the log, the records of its reads, and who may read it. */
class ReadActivityHandlerTest extends OnActivityLog {
  @Test
  void listsTheRangeOfTheEventNewestFirst() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/from")).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(reply.json().get("items").findValuesAsText("operation"))
        .hasSize(3)
        .containsExactlyInAnyOrder("CUSTOMER_CREATED", "ORDER_PLACED", "LINK_CREATED");
    assertThat(reply.text()).doesNotContain(Story.TOKEN.text());
  }

  @Test
  void goesOnWithinTheSameDaysOnly() {
    var query = "from=2026-11-20&to=2026-11-20&limit=1";
    var cursor = answer(READ.withQuery(query)).at("/next");

    assertThat(answer(READ.withQuery(query + "&cursor=" + cursor)).status()).isEqualTo(200);
    assertThat(
            answer(READ.withQuery("from=2026-11-20&to=2026-11-21&limit=1&cursor=" + cursor))
                .refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void goesOnWithTheSameOperationsInAnyFormOnly() {
    var from = "from=2026-11-20T00:00:00Z&limit=1";
    var cursor =
        answer(READ.withQuery(from + "&operation=LINK_CREATED&operation=ORDER_PLACED")).at("/next");

    assertThat(cursor).isNotEmpty();
    assertThat(
            answer(READ.withQuery(from + "&operation=ORDER_PLACED,LINK_CREATED&cursor=" + cursor))
                .status())
        .isEqualTo(200);
    assertThat(answer(READ.withQuery(from + "&operation=LINK_CREATED&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
    assertThat(answer(READ.withQuery(from + "&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void namesWhoMadeTheLinkOfADownload() {
    var act = new Act(new Actor.LinkHolder("192.0.2.7", "curl/8.0"), fixture.now(), "r");
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(
                Story.PARTNER, act, Operation.DOWNLOAD_STARTED, Subject.none().madeBy("ann")));
    var asked = READ.withQuery("operation=DOWNLOAD_STARTED");

    assertThat(answer(asked).at("/items/0/linkCreatedBy")).isEqualTo("ann");
    assertThat(answer(asked.withHeader("accept", "text/csv")).text()).endsWith(",ann,,,\r\n");
  }

  @Test
  void namesTheMembersThatAChangeChanged() {
    var act = new Act(new Actor.User("ann", Set.of()), fixture.now(), "r");
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(Story.PARTNER, act, Operation.CUSTOMER_CHANGED, Subject.none())
                .ofChanged(List.of("domain", "market")));
    var asked = READ.withQuery("operation=CUSTOMER_CHANGED");

    assertThat(answer(asked).json().at("/items/0/changed").toString())
        .isEqualTo("[\"domain\",\"market\"]");
    assertThat(answer(asked.withHeader("accept", "text/csv")).text())
        .endsWith(",\"domain; market\"\r\n");
    var unchanged = answer(READ.withQuery("operation=ORDER_PLACED")).json().at("/items/0");
    assertThat(unchanged.has("operation")).isTrue();
    assertThat(unchanged.has("changed")).isFalse();
  }

  @Test
  void returnsEachRecordOnceOverAllPages() {
    var ids = new ArrayList<String>();
    var page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1"));
    while (page.json().has("next")) {
      ids.addAll(page.json().get("items").findValuesAsText("id"));
      page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1&cursor=" + page.at("/next")));
    }
    ids.addAll(page.json().get("items").findValuesAsText("id"));

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void refusesTheCursorOfAnotherRange() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");

    assertThat(
            answer(READ.withQuery("from=2026-11-19T00:00:00Z&limit=1&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z 2026-11-20T00:00:00Z -1000000000-01-01T00:00:00Z ",
        "2026-11-20T00:00:00Z +1000000000-12-31T23:59:59.999999999Z 2026-11-20T08:00:00Z ",
        "2026-11-20T00:00:00Z +12026-11-20T00:00:00Z +12025-11-20T00:00:00Z ",
        "2020-01-01T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-19T08:00:00Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T09:00:00.001Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00.000500Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00.000Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z x",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z 00000000000000000000000000"
      })
  void refusesAForgedCursorWithATimeOutsideAllRanges(String position) {
    assertThat(forged("2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z ").status())
        .isEqualTo(200);
    assertThat(forged(position).refusal()).isEqualTo("400 cursor-invalid");
  }

  private Reply forged(String position) {
    var anyTime = new TimeRange.Given(Optional.empty(), Optional.empty());
    var query = List.of("GET /v1/activity", anyTime, ActivityFilter.NONE);
    return answer(READ.withQuery("cursor=" + Cursor.write(position, query.toArray())));
  }

  @ParameterizedTest
  @CsvSource({
    "'', Optional.empty",
    "operation=LINK_CREATED&, Optional[LINK_CREATED]",
    "'operation=LINK_CREATED,LINK_CREATED&', Optional[LINK_CREATED]"
  })
  void goesOnWithTheCursorOfTheFirstRelease(String filter, String operation) {
    var ofTheFirstRelease =
        ("ActivityFilter[customer=Optional.empty, user=Optional.empty, operation=%s,"
                + " product=Optional.empty, order=Optional.empty, outcome=Optional.empty,"
                + " lastFive=Optional.empty]")
            .formatted(operation);
    var cursor =
        Cursor.write(
            "2026-11-20T00:00:00Z 2026-11-20T09:50:00.001Z 2026-11-20T09:40:00Z ",
            "GET /v1/activity",
            new TimeRange.Given(Optional.empty(), Optional.empty()),
            ofTheFirstRelease);

    assertThat(answer(READ.withQuery(filter + "cursor=" + cursor)).status()).isEqualTo(200);
  }

  @Test
  void refusesTheCursorOfOtherFilters() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");

    assertThat(
            answer(
                    READ.withQuery(
                        "from=2026-11-20T00:00:00Z&limit=1&outcome=DONE&cursor=" + cursor))
                .refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void recordsEachReadWithItsQueryBeforeTheAnswer() {
    answer(READ);
    fixture.strike(Instant.parse("2026-11-20T09:51:00Z"));

    var reads = answer(READ.withQuery("from=2026-11-20T09:50:00Z&operation=ACTIVITY_READ"));

    assertThat(reads.json().get("items")).hasSize(1);
    assertThat(reads.at("/items/0/actor/user")).isEqualTo("ada@contoso.example");
    assertThat(reads.at("/items/0/detail"))
        .isEqualTo("page of 2026-11-20T00:00:00Z to 2026-11-20T09:50:00.001Z: 3 records");
  }

  @Test
  void recordsThatAPageContinued() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");
    answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1&cursor=" + cursor));
    fixture.strike(Instant.parse("2026-11-20T09:51:00Z"));

    var reads = answer(READ.withQuery("from=2026-11-20T09:50:00Z&operation=ACTIVITY_READ"));

    assertThat(reads.json().get("items").findValuesAsText("detail"))
        .anyMatch(detail -> detail.contains("going on before 2026-11-20T09:10:00Z"));
  }

  @Test
  void recordsRefusedCallers() {
    answer(READ.from("AdminAgent"));

    var refusals = answer(READ.withQuery("outcome=REFUSED"));

    assertThat(refusals.at("/items/0/operation")).isEqualTo("ACCESS_REFUSED");
    assertThat(refusals.at("/items/0/reason")).isEqualTo("role-required");
    assertThat(refusals.at("/items/0/detail")).isEqualTo("GET /v1/activity");
  }

  @Test
  void exportsTheSameRecordsAsATable() {
    var reply = answer(READ.withHeader("accept", "text/csv"));
    var lines = reply.text().split("\r\n", -1);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/csv");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"activity-2026-11-20-2026-11-20.csv\"");
    assertThat(lines).hasSize(5);
    assertThat(lines[4]).isEmpty();
    assertThat(lines[0])
        .isEqualTo(
            "\ufeffat,operation,outcome,reason,user,roles,sourceIp,userAgent,customerId,orderId,"
                + "entitlementId,productId,linkId,fileName,keys,detail,requestId,id,"
                + "operator,supportRequestId,displayName,application,linkCreatedBy,schedule,"
                + "webhookId,changed");
    assertThat(reply.answer().path("headers").has("Link")).isFalse();
  }

  @Test
  void exportsATableForPrograms() {
    var reply = answer(READ.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Type")).endsWith("; profile=data");
    assertThat(reply.text()).startsWith("at,operation,");
  }

  @Test
  void exportsTextAsText() {
    var user = new Actor.User("108437612345678901234", Set.of());
    recorded(user, fixture.now(), Operation.ORDER_PLACED);

    assertThat(answer(READ.withHeader("accept", "text/csv")).text())
        .contains(",'108437612345678901234,");
    assertThat(answer(READ.withHeader("accept", "text/csv; profile=data")).text())
        .contains(",108437612345678901234,");
  }

  @Test
  void namesAllKnownDetailsOfAUser() {
    var user =
        new Actor.User(
            "7c0e",
            Set.of("AdminAgent"),
            Optional.of("ada@contoso.example"),
            Optional.of("portal"),
            Optional.of("192.0.2.7"),
            Optional.of("portal/4.2"));
    recorded(user, fixture.now(), Operation.ORDER_PLACED);

    assertThat(answer(READ.withQuery("user=7c0e")).json().at("/items/0/actor").toString())
        .isEqualTo(
            "{\"user\":\"7c0e\",\"displayName\":\"ada@contoso.example\",\"application\":\"portal\","
                + "\"sourceIp\":\"192.0.2.7\",\"userAgent\":\"portal/4.2\","
                + "\"roles\":[\"AdminAgent\"]}");
    assertThat(answer(READ.withQuery("user=7c0e").withHeader("accept", "text/csv")).text())
        .contains(",7c0e,AdminAgent,192.0.2.7,portal/4.2,", ",ada@contoso.example,portal,,,,\r\n");
  }

  @Test
  void escapesCellsThatASpreadsheetWouldRun() {
    var holder = new Actor.LinkHolder("192.0.2.7", "=cmd|' /C calc'!A0");
    recorded(holder, fixture.now(), Operation.DOWNLOAD_STARTED);

    assertThat(answer(READ.withHeader("accept", "text/csv")).text())
        .contains(",192.0.2.7,'=cmd|' /C calc'!A0,");
  }

  @Test
  void redirectsToAnExportThatIsTooLargeForAnAnswer() throws Exception {
    for (int i = 0; i < 50; i++) {
      var act = new Act(new Actor.User("ann", Set.of()), fixture.now(), "r");
      fixture
          .ports()
          .activityLog()
          .record(
              ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none())
                  .about("x".repeat(100_000)));
    }

    var reply = answer(READ.withHeader("accept", "text/csv"));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
    try (var http = HttpClient.newHttpClient()) {
      var file =
          http.send(
              HttpRequest.newBuilder(URI.create(reply.header("Location"))).build(),
              BodyHandlers.ofString());
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body().lines()).hasSize(54);
      assertThat(file.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"activity-2026-11-20-2026-11-20.csv\"");
    }
  }

  @Test
  void linksToTheRestOfAnIncompleteExport() {
    var query = "from=2019-01-01&operation=ORDER_PLACED&operation=KEYS_REVEALED";
    var first = answer(READ.withQuery(query).withHeader("accept", "text/csv"));
    var link = first.header("Link");

    assertThat(first.text().lines()).hasSize(2);
    assertThat(link).startsWith("</v1/activity?").endsWith("; rel=\"next\"");
    assertThat(link).contains("&operation=ORDER_PLACED&operation=KEYS_REVEALED");
    var rest =
        answer(
            READ.withQuery(link.substring(link.indexOf('?') + 1, link.indexOf('>')))
                .withHeader("accept", "text/csv"));
    assertThat(rest.text().lines()).hasSize(1);
  }

  @Test
  void allowsOnlyLogReadersOfThePartner() {
    for (var role :
        new String[] {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(READ.ofPartner("partner-b")).json().get("items")).isEmpty();
  }
}
