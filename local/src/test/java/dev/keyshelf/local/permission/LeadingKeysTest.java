package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import dev.keyshelf.local.permission.LeadingKeys.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks the conditions on partition keys in template.yaml, in each way in which IAM may see the
 * keys of a transaction.
 */
class LeadingKeysTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());

  /** The functions whose limited writes are transactions. IAM may see no key of those. */
  private static final Set<String> COMMITTING =
      Set.of(
          "PublishEvents",
          "CompleteFeeds",
          "CreateWebhook",
          "ChangeWebhook",
          "RotateWebhookSecret",
          "PingWebhook",
          "RedeliverEvents",
          "DeleteWebhook",
          "DeliverEvents",
          "ChangePriceList",
          "ImportPayments",
          "IssueInvoices",
          "RenderDocuments");

  private static List<JsonNode> denials() {
    return RawTemplate.listOf(
        WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement"));
  }

  private static Stream<JsonNode> limited(String function) {
    return WRITTEN.statements(function).stream()
        .filter(each -> each.path("Condition").toString().contains(LeadingKeys.KEY));
  }

  private static boolean writes(JsonNode statement) {
    return statement
        .path("Action")
        .toString()
        .matches(".*(PutItem|UpdateItem|DeleteItem|ConditionCheckItem).*");
  }

  /** {@code ForAllValues} is true for a call without the key, so it alone would allow all items. */
  @Test
  void aCallWithoutAKeyIsRefusedExceptInTransactions() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function").keySet())
        .allSatisfy(
            function ->
                assertThat(limited(function))
                    .as(function)
                    .allSatisfy(
                        statement ->
                            assertThat(LeadingKeys.of(statement).hold(Optional.empty()))
                                .isEqualTo(COMMITTING.contains(function) && writes(statement))));
  }

  @Test
  void aCallIsAllowedForTheNamedItemsOnly() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function").keySet())
        .flatExtracting(function -> limited(function).toList())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            statement ->
                assertThat(LeadingKeys.of(statement).hold(Optional.of(Set.of("POOL#")))).isFalse());
  }

  /** A command puts a record of the log, and updates or deletes something else. */
  @ParameterizedTest
  @EnumSource(Seen.class)
  void theTablesPolicyDeniesNoCommand(Seen seen) {
    var put = Ask.alone("PutItem", "ACTIVITY#");
    for (var action : List.of("UpdateItem", "DeleteItem")) {
      var other = Ask.alone(action, "CUSTOMER#");
      var command = List.of(put, other);

      assertThat(denials())
          .noneMatch(each -> LeadingKeys.of(each).holdInATransaction(other.among(command), seen));
    }
  }

  @ParameterizedTest
  @CsvSource({"ACTIVITY#", "FEED#", "NUMBERED#"})
  void theTablesPolicyDeniesChangesOfTheLogOutsideTransactions(String kind) {
    assertThat(denials())
        .anyMatch(each -> LeadingKeys.of(each).hold(Optional.of(Set.of(kind, "CUSTOMER#"))));
  }

  /** If IAM sees all keys together or none, only the seals tell of such a change. */
  @ParameterizedTest
  @CsvSource({
    "OWN, true, true",
    "OF_ITS_KIND, true, true",
    "TOGETHER, true, false",
    "NONE, false, false"
  })
  void theTablesPolicyDeniesChangesOfTheLogInTransactionsAsFarAsTheirKeysAreSeen(
      Seen seen, boolean alone, boolean besideAnother) {
    var change = Ask.alone("UpdateItem", "ACTIVITY#");
    var other = Ask.alone("PutItem", "CUSTOMER#");

    assertThat(denied(change.among(List.of(change)), seen)).isEqualTo(alone);
    assertThat(denied(change.among(List.of(change, other)), seen)).isEqualTo(besideAnother);
  }

  private static boolean denied(Ask ask, Seen seen) {
    return denials().stream()
        .filter(each -> each.path("Action").toString().contains(ask.action()))
        .anyMatch(each -> LeadingKeys.of(each).holdInATransaction(ask, seen));
  }

  @Test
  void aLimitedActionOfATransactionIsAllowedForItsOwnItemsOnlyIfTheyAreSeenOneByOne() {
    var update = Ask.alone("UpdateItem", "ONCE#");
    var change = List.of(Ask.alone("PutItem", "WEBHOOKS#"), update);

    assertThat(limited("CreateWebhook"))
        .filteredOn(each -> each.path("Action").asText().equals(update.action()))
        .singleElement()
        .satisfies(
            each -> {
              var keys = LeadingKeys.of(each);
              assertThat(keys.holdInATransaction(update.among(change), Seen.OWN)).isFalse();
              assertThat(keys.holdInATransaction(update.among(change), Seen.TOGETHER)).isTrue();
            });
  }
}
