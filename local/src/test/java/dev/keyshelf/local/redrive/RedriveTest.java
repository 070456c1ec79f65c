package dev.keyshelf.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.redrive.Redrive.Deed;
import dev.keyshelf.local.redrive.Redrive.Report;
import dev.keyshelf.local.stack.AwsStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redrives dead letters of a stack over HTTP, with events as AWS sends them. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the field
class RedriveTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final Selection ALL = new Selection(Set.of(), Set.of(), true);

  private static final String COUNT =
      """
      {"version":"0","detail-type":"Scheduled Event","source":"aws.events","account":"000000000000",
       "resources":["arn:aws:events:eu-central-1:000000000000:rule/shop-CountStockSch-1A2B"],"detail":{}}
      """;

  private static final String KEYS =
      """
      {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"b"},"object":{"key":"imports/keys/p/b-1.csv"}}}]}
      """;

  private static final String UNREAD =
      """
      {"detail-type":"Object Created","source":"aws.s3","detail":{"bucket":{"name":"b"},"object":{"key":"imports/x.txt"}}}
      """;

  private static final String PLACES =
      """
      {"requestContext":{"condition":"RecordAgeExceeded",
       "functionArn":"arn:aws:lambda:eu-central-1:000000000000:function:shop-PublishEvents-9Z:live"},
       "DDBStreamBatchInfo":{"shardId":"shardId-1","batchSize":1}}
      """;

  private final List<String> said = new ArrayList<>();
  private AwsStandIn aws;

  @BeforeEach
  void deploy() throws IOException {
    aws = new AwsStandIn();
    // CloudFormation shortens the names of rules, so that they do not always name their function.
    aws.resource("CountStockSchedule", "AWS::Events::Rule", "shop-CountStockSch-1A2B");
    aws.resource("CountStock", "AWS::Lambda::Function", "shop-CountStock-3C");
    aws.resource("ImportKeys", "AWS::Lambda::Function", "shop-ImportKeys-4D");
    aws.resource("ImportKeysAliaslive", "AWS::Lambda::Alias", "arn:of-the-alias");
    aws.resource("ReportUnread", "AWS::Lambda::Function", "shop-ReportUnread-5E");
    aws.resource("PublishEvents", "AWS::Lambda::Function", "shop-PublishEvents-9Z");
    aws.message("m-1", COUNT, "a pool could not\nbe read");
    aws.message("m-2", KEYS, "2026-11-30 Task timed out after 900.00 seconds");
    aws.message("m-3", UNREAD, "no bucket");
    aws.message("m-4", PLACES, "");
    aws.message("m-5", "{\"hello\":1}", "no such thing");
  }

  @AfterEach
  void remove() {
    aws.close();
  }

  private Report redrive(Selection selection, Deed deed) {
    var walk = new Redrive(selection, deed, said::add);
    return Report.sum(
        new LetterBoxes(TEMPLATE).ofStack(aws.open()).stream().map(walk::through).toList());
  }

  @Test
  void listsEachMessageWithItsFunctionAndCause() {
    assertThat(redrive(ALL, Deed.LIST)).isEqualTo(new Report(5, 5, 3));

    assertThat(said)
        .containsExactly(
            "m-1 2026-11-30T00:53:20Z CountStock: a pool could not be read (starts CountStock"
                + " again)",
            "m-2 2026-11-30T00:53:20Z ImportKeys: 2026-11-30 Task timed out after 900.00 seconds"
                + " (starts ImportKeys again)",
            "m-3 2026-11-30T00:53:20Z ReportUnread: no bucket (starts ReportUnread again)",
            "m-4 2026-11-30T00:53:20Z PublishEvents: RecordAgeExceeded (holds no record, only its"
                + " place; CompleteFeeds publishes the record)",
            "m-5 2026-11-30T00:53:20Z unknown function: no such thing (names no function of"
                + " template.yaml)");
  }

  @Test
  void changesNothingWhileItLists() {
    redrive(ALL, Deed.LIST);

    assertThat(aws.started()).isEmpty();
    assertThat(aws.visible()).containsExactly("m-1", "m-2", "m-3", "m-4", "m-5");
  }

  @Test
  void startsFunctionsAgainWithTheirEventsAndDeletesTheMessages() {
    assertThat(redrive(ALL, Deed.REDRIVE)).isEqualTo(new Report(5, 5, 3));

    assertThat(aws.started())
        .containsExactly(
            "/2015-03-31/functions/shop-CountStock-3C/invocations Event " + COUNT.strip(),
            "/2015-03-31/functions/shop-ImportKeys-4D/invocations?Qualifier=live Event "
                + KEYS.strip(),
            "/2015-03-31/functions/shop-ReportUnread-5E/invocations Event " + UNREAD.strip());
    assertThat(aws.visible()).containsExactly("m-4", "m-5");
  }

  @Test
  void redrivesTheMessagesOfOneFunction() {
    var selection = new Selection(Set.of(), Set.of("ImportKeys"), false);

    assertThat(redrive(selection, Deed.REDRIVE)).isEqualTo(new Report(5, 1, 1));
    assertThat(aws.started()).singleElement().asString().contains("shop-ImportKeys-4D");
    assertThat(aws.visible()).containsExactly("m-1", "m-3", "m-4", "m-5");
  }

  @Test
  void deletesOneMessage() {
    var selection = new Selection(Set.of("m-4"), Set.of(), false);

    assertThat(redrive(selection, Deed.DELETE)).isEqualTo(new Report(5, 1, 1));
    assertThat(aws.started()).isEmpty();
    assertThat(aws.visible()).containsExactly("m-1", "m-2", "m-3", "m-5");
  }

  @Test
  void keepsAMessageWhoseFunctionCannotBeStarted() {
    aws.refuseInvocations();

    assertThatIllegalStateException()
        .isThrownBy(() -> redrive(ALL, Deed.REDRIVE))
        .withMessageContaining("lambda:InvokeFunction");
    assertThat(aws.visible()).containsExactly("m-1", "m-2", "m-3", "m-4", "m-5");
  }
}
