package dev.keyshelf.local.permission;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs second to last of this module's tests. It checks that the policies of template.yaml allow
 * exactly the calls that functions made in all tests, no less and no more.
 */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class PermissionsTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());

  private static final String FILES = "keyshelf-files-000000000000-us-east-1/";

  private static final String EXPORTS = FILES + "exports/*";

  private static final String ONLY_VERSIONED =
      "only AWS's bucket has versions; BucketFilesTest deletes one of a stand-in";

  private static final String BY_LAMBDA =
      "Lambda uses the function's role to read the stream or the queue for it";

  private static final String BY_ITSELF =
      "signed without a client of the SDK; SqsWakesTest sends it to the embedded queue";

  /** Only AWS has versions of functions. VersionChecksTest calls a stand-in. */
  private static final Pattern OF_VERSIONS = Pattern.compile("codedeploy:.+|lambda:InvokeFunction");

  /** Grants that functions need on AWS and that tests need not use, with the reason. */
  private static final Map<String, String> NOT_HERE =
      Map.ofEntries(
          entry(
              "ReserveKeys: dynamodb:GetItem on Table",
              "only used after a conflict with another run; BackordersTest has such conflicts"),
          entry(
              "ImportKeys: s3:DeleteObjectVersion on " + FILES + "imports/keys/*", ONLY_VERSIONED),
          entry("ReportUnread: s3:DeleteObjectVersion on " + FILES + "imports/*", ONLY_VERSIONED),
          entry(
              "ReadActivity: s3:PutObject on " + EXPORTS,
              "needs megabytes of records; ReadActivityHandlerTest has them"),
          entry(
              "ReadActivity: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "ReadActivity: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "ReadResale: s3:PutObject on " + EXPORTS,
              "needs megabytes of charges; ReadResaleHandlerTest has them"),
          entry(
              "ReadResale: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "ReadResale: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "ReadInvoices: s3:PutObject on " + EXPORTS,
              "needs megabytes of charges; ReadInvoicesHandlerTest has them"),
          entry(
              "ReadInvoices: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "ReadInvoices: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "ReadDocument: s3:PutObject on " + EXPORTS,
              "needs megabytes of charges; ReadInvoicesHandlerTest has them"),
          entry(
              "ReadDocument: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "ReadDocument: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "PreviewInvoice: s3:PutObject on " + EXPORTS,
              "needs megabytes of pages; PreviewInvoiceHandlerTest has them"),
          entry(
              "PreviewInvoice: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "PreviewInvoice: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "PrintCharges: s3:PutObject on " + EXPORTS,
              "needs megabytes of pages; FileAnswerTest has them"),
          entry(
              "PrintCharges: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "PrintCharges: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry(
              "PrintStatement: s3:PutObject on " + EXPORTS,
              "needs megabytes of pages; FileAnswerTest has them"),
          entry(
              "PrintStatement: s3:GetObject on " + EXPORTS,
              "needs the same file, which is read by its URL"),
          entry(
              "PrintStatement: s3:AbortMultipartUpload on " + EXPORTS,
              "needs an upload that fails midway"),
          entry("PublishEvents: dynamodb:DescribeStream on Table.StreamArn", BY_LAMBDA),
          entry("PublishEvents: dynamodb:GetRecords on Table.StreamArn", BY_LAMBDA),
          entry("PublishEvents: dynamodb:GetShardIterator on Table.StreamArn", BY_LAMBDA),
          entry("PublishEvents: dynamodb:ListStreams on Table/stream/*", BY_LAMBDA),
          entry("PublishEvents: sqs:SendMessage on DeadLetters", BY_LAMBDA),
          entry("PublishEvents: sqs:SendMessage on Wakes", BY_ITSELF),
          entry("ChangeWebhook: sqs:SendMessage on Wakes", BY_ITSELF),
          entry("PingWebhook: sqs:SendMessage on Wakes", BY_ITSELF),
          entry("RedeliverEvents: sqs:SendMessage on Wakes", BY_ITSELF),
          entry("DeliverEvents: sqs:ReceiveMessage on Wakes", BY_LAMBDA),
          entry("DeliverEvents: sqs:DeleteMessage on Wakes", BY_LAMBDA),
          entry("DeliverEvents: sqs:GetQueueAttributes on Wakes", BY_LAMBDA),
          entry("DeliverEvents: sqs:ChangeMessageVisibility on Wakes", BY_ITSELF),
          entry("DeliverEvents: sqs:SendMessage on Wakes", BY_ITSELF),
          entry("WakeWebhooks: sqs:SendMessage on Wakes", BY_ITSELF),
          entry(
              "ResumeDownload: kms:Sign on arn:aws:kms:us-east-1:000000000000:key/${DownloadKeyId}",
              "only with Downloads=cloudfront; CloudFrontArtifactUrlsTest calls a stand-in"),
          entry(
              "ReadAlarms: cloudwatch:DescribeAlarms on"
                  + " arn:aws:cloudwatch:us-east-1:000000000000:alarm:*",
              "only AWS has CloudWatch; CloudWatchAlarmsTest calls a stand-in"));

  private static List<FunctionDeclaration> functions() {
    return Template.read(Settings.defaultTemplate()).functions();
  }

  private static List<Grant> grantsOf(String function) {
    var own =
        WRITTEN.statements(function).stream().flatMap(statement -> Grant.of(statement).stream());
    var byTheKeyOfSeals =
        WRITTEN.keyStatements(function).stream()
            .flatMap(statement -> Grant.onSealKeys(statement.path("Action").asText()));
    return Stream.concat(own, byTheKeyOfSeals).toList();
  }

  /** On one machine, the seals are in a folder without versions. */
  private static boolean isOfAFolder(String function, Ask ask) {
    return function.equals("VerifyActivityLog")
        && Set.of("s3:ListBucket", "s3:GetObject").contains(ask.action());
  }

  /** On one machine, the alarms are looked up in the store. */
  private static boolean isOfTheStore(String function, Ask ask) {
    return function.equals("ReadAlarms") && ask.action().equals("dynamodb:Query");
  }

  private static Set<Ask> asksOf(String function) {
    return Asked.byFunction().getOrDefault(function, Set.of());
  }

  @Test
  void policiesAllowAllThatFunctionsDo() {
    var missing = new TreeSet<String>();
    for (var function : functions()) {
      var grants = grantsOf(function.logicalId());
      for (var ask : asksOf(function.name())) {
        if (!isOfAFolder(function.name(), ask)
            && !isOfTheStore(function.name(), ask)
            && grants.stream().noneMatch(grant -> grant.covers(ask))) {
          missing.add(function.name() + ": " + ask);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noFunctionCallsWhatTheTablesPolicyDenies() {
    var denied =
        RawTemplate.listOf(
                WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement"))
            .stream()
            .flatMap(statement -> Grant.of(statement).stream())
            .toList();
    assertThat(denied).isNotEmpty();

    Asked.byFunction()
        .forEach(
            (function, asks) ->
                assertThat(asks)
                    .as(function)
                    .noneMatch(ask -> denied.stream().anyMatch(grant -> grant.covers(ask))));
  }

  private static boolean isIn(JsonNode statement, Ask ask) {
    return Grant.of(statement).stream()
        .anyMatch(
            grant ->
                grant.action().equals(ask.action())
                    && Grant.isLike(ask.resource(), grant.resource()));
  }

  /** AWS does not document which keys of a transaction IAM sees. */
  @ParameterizedTest
  @EnumSource(LeadingKeys.Seen.class)
  void transactionsWorkInEachWayInWhichIamMaySeeTheirKeys(LeadingKeys.Seen seen) {
    var denials =
        RawTemplate.listOf(
            WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement"));
    var refused = new TreeSet<String>();
    for (var function : functions()) {
      var allowances = WRITTEN.statements(function.logicalId());
      for (var ask : asksOf(function.name())) {
        if (!ask.together().isEmpty()
            && (allowances.stream()
                    .filter(each -> isIn(each, ask))
                    .noneMatch(each -> LeadingKeys.of(each).holdInATransaction(ask, seen))
                || denials.stream()
                    .filter(each -> isIn(each, ask))
                    .anyMatch(each -> LeadingKeys.of(each).holdInATransaction(ask, seen)))) {
          refused.add(function.name() + ": " + ask);
        }
      }
    }

    assertThat(refused).isEmpty();
  }

  @Test
  void policiesAllowNothingMore() {
    // A run of selected tests (-Dtest) does not use every grant.
    assumeTrue(System.getProperty("test", "").isEmpty());
    var unused = new TreeSet<String>();
    for (var function : functions()) {
      for (var grant : grantsOf(function.logicalId())) {
        if (!OF_VERSIONS.matcher(grant.action()).matches()
            && asksOf(function.name()).stream().noneMatch(grant::covers)) {
          unused.add(function.name() + ": " + grant);
        }
      }
    }

    assertThat(unused).isSubsetOf(NOT_HERE.keySet());
  }

  /** The tests of DynamoDeskIndex compare the same names with what it writes. */
  @Test
  void callsNameAllAttributesThatPoliciesLimitThemTo() {
    assumeTrue(System.getProperty("test", "").isEmpty());
    var limited = 0;
    for (var function : functions()) {
      for (var grant : grantsOf(function.logicalId())) {
        if (!grant.attributes().isEmpty()) {
          limited++;
          assertThat(
                  asksOf(function.name()).stream()
                      .filter(grant::covers)
                      .flatMap(ask -> ask.named().stream()))
              .as(function.name())
              .containsAll(grant.attributes());
        }
      }
    }

    assertThat(limited).isEqualTo(3);
  }

  @Test
  void noFunctionCallsWhatTheBucketsPoliciesDeny() {
    var denied = new TreeSet<String>();
    for (var bucket : List.of("Bucket", "SealsBucket")) {
      var statements = Denial.ofBucket(WRITTEN, bucket);
      assertThat(statements).hasSizeGreaterThan(1);
      for (var function : functions()) {
        for (var ask : asksOf(function.name())) {
          if (statements.stream().anyMatch(each -> each.denies(ask, function.logicalId()))) {
            denied.add(function.name() + ": " + ask);
          }
        }
      }
    }

    assertThat(denied).isEmpty();
  }
}
