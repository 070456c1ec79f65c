package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the activity log says of a change: the name of each member that changed, and no value. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ChangedMembersTest {
  private static final String CHANGES =
      "/v1/activity?operation=CUSTOMER_CHANGED,WEBHOOK_CHANGED&limit=200";

  /** Appears in each value that may hold something confidential. */
  private static final String VALUE = "0f6c1d";

  private static Shop shop;
  private static Client agent;
  private static String secret;

  @BeforeAll
  static void changeEveryMember() {
    shop = Shop.openWithoutKeys();
    agent = shop.of("partner-a");
    var customer = shop.customerOf("partner-a", "US");
    agent
        .patch(
            customer,
            """
            {"companyName": "Name %1$s", "domain": "changed.example", "market": "DE",
             "tenantId": "00000000-0000-0000-0000-00000000000a", "state": "ARCHIVED",
             "contact": {"name": "Ann %1$s", "email": "%1$s@changed.example"},
             "billing": {"legalName": "Legal %1$s", "address":
               {"lines": ["%1$s Street"], "city": "Berlin", "postalCode": "10115", "country": "DE"}}}
            """
                .formatted(VALUE))
        .expect(200);
    var webhook = new WebhookSteps(agent).create().expect(201).header("location");
    agent
        .patch(
            webhook,
            """
            {"address": "https://changed.keyshelf.example/%1$s", "types": ["dev.keyshelf.order.*"],
             "description": "Description %1$s", "state": "PAUSED"}
            """
                .formatted(VALUE))
        .expect(200);
    secret = agent.post(webhook + "/secret", "").expect(200).at("/secret");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void theContractNamesExactlyTheMembersThatChangesRecord() {
    var contract = Contract.of(Settings.defaultTemplate().resolveSibling("docs/openapi.yaml"));
    var named = contract.document().at("/components/schemas/ChangedMember/enum");
    var recorded = new TreeSet<String>();
    agent
        .get(CHANGES)
        .expect(200)
        .json()
        .get("items")
        .forEach(record -> record.get("changed").forEach(name -> recorded.add(name.asText())));

    assertThat(recorded)
        .containsExactlyInAnyOrderElementsOf(
            named.valueStream().map(each -> each.asText()).toList());
  }

  @Test
  void neitherFormatHasAValueOfAChange() {
    var json = agent.get(CHANGES).expect(200).text();
    var table = agent.get(CHANGES, "Accept", "text/csv").expect(200).text();

    assertThat(table).contains("address; description; state; types");
    for (var text : List.of(json, table)) {
      assertThat(text).contains("billing").doesNotContain(VALUE).doesNotContain(secret);
    }
  }
}
