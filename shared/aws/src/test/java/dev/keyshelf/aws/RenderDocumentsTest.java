package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.domain.document.RenderDocuments;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@OnCloud
class RenderDocumentsTest {
  private static final Instant DUE_AT = Instant.parse("2020-08-01T01:00:00Z");

  private final CloudFixture cloud;
  private final StoppedClock clock = new StoppedClock();
  private final Wiring ports;
  private final Rendering rendering;

  RenderDocumentsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud, clock);
    this.rendering = new Rendering(ports, clock);
  }

  /** Buys in June and July, in two currencies each, and issues the four invoices. */
  @BeforeEach
  void fourInvoicesAreIssued() {
    clock.strike(Instant.parse("2020-05-01T00:00:00Z"));
    rendering.sellerIsSupplied();
    rendering.supplied(PARTNER, "Contoso");
    for (var day : List.of("2020-06-10T00:00:00Z", "2020-07-10T00:00:00Z")) {
      clock.strike(Instant.parse(day));
      new Steps(ports).placed(perpetual().on(clock.instant()));
      new Steps(ports).placed(perpetual().priced("500", "JPY").on(clock.instant()));
    }
    clock.strike(DUE_AT);
    assertThat(new Billing(ports).issued(DUE_AT.toString())).isEqualTo(4);
  }

  private void after(Duration time) {
    clock.strike(clock.instant().plus(time));
  }

  private List<Document> all() {
    return numbers().stream()
        .flatMap(number -> ports.documents().made(PARTNER, number).stream())
        .toList();
  }

  private List<String> numbers() {
    return new Billing(ports).all().stream().map(Invoice::numberText).toList();
  }

  private String text(Document document) {
    return new String(ports.documentFiles().read(document), StandardCharsets.UTF_8);
  }

  private List<ActivityRecord> log() {
    var question =
        new ActivityLog.Question(
            DUE_AT.minusSeconds(1), DUE_AT.plus(Duration.ofDays(40)), ActivityFilter.NONE);
    return ports.activityLog().list(PARTNER, question, 100, Optional.empty()).records();
  }

  private static boolean isOf(ActivityRecord record, String number) {
    return record.subject().document().orElseThrow().number().equals(number);
  }

  private void eachIsMadeOnce() {
    assertThat(all()).hasSize(8);
    assertThat(all()).allSatisfy(each -> assertThat(text(each)).contains(each.number()));
    assertThat(log())
        .extracting(record -> record.subject().document().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(all().stream().map(Document::recorded).toList());
    assertThat(ports.documents().lacking(PARTNER)).isEmpty();
  }

  @Test
  void rendersEachInvoiceOnceInEachFormat() {
    assertThat(rendering.run().made()).isEqualTo(8);
    assertThat(rendering.run())
        .extracting(RenderDocuments.Report::made, RenderDocuments.Report::complete)
        .containsExactly(0, true);

    eachIsMadeOnce();
    assertThat(text(all().get(2))).isEqualTo("PDF INV-000002 of 2400.00 USD for Contoso");
    assertThat(all()).allMatch(each -> each.renderedAt().equals(DUE_AT));
  }

  @Test
  void namesTheFileItsDigestAndTheRunInTheLog() {
    var report = rendering.run();

    var invoice = new Billing(ports).all().getFirst();
    var first =
        log().stream()
            .filter(record -> isOf(record, invoice.numberText()))
            .findFirst()
            .orElseThrow();
    var document = first.subject().document().orElseThrow();
    assertThat(first.by().name()).isEqualTo("RenderDocuments");
    assertThat(first.requestId()).isEqualTo(report.run());
    assertThat(first.subject().file())
        .hasValueSatisfying(name -> assertThat(name).startsWith(document.number() + "."));
    assertThat(first.detail())
        .contains(
            "%s of %s in %s as %s, %s bytes, SHA-256 %s, rendering 1"
                .formatted(
                    invoice.numberText(),
                    invoice.month(),
                    invoice.currency(),
                    document.format(),
                    document.bytes(),
                    document.sha256()));
  }

  @Test
  void rendersLaterMonthsOnly() {
    rendering.run();
    new Steps(ports).placed(perpetual().on(DUE_AT));
    clock.strike(Instant.parse("2020-09-01T01:00:00Z"));
    new Billing(ports).issued("2020-09-01T01:00:00Z");

    assertThat(rendering.run().made()).isEqualTo(2);
    assertThat(all()).hasSize(10);
  }

  @Test
  void rendersWhatIsIssuedAlthoughAnotherPartnerOfTheShardIsNot() {
    clock.strike(Instant.parse("2020-09-01T01:00:00Z"));

    assertThat(rendering.run().made()).isEqualTo(8);
    assertThat(ports.documents().progress(shard()))
        .map(Documents.Progress::through)
        .contains(ports.invoices().doneThrough(shard()).orElseThrow());
  }

  private static int shard() {
    return Integer.parseInt(
        Keys.registryEntry(PARTNER).partition().substring("PARTNERS#".length()));
  }

  @Test
  void notesWhatIsMissingAndRendersOnceItIsImported() {
    rendering.lacks.add(new Lack("buyer.electronicAddress", "is missing"));
    var report = rendering.run();
    assertThat(List.of(report.made(), report.lacking(), report.failed()))
        .isEqualTo(List.of(0, 8, List.of()));
    assertThat(ports.documents().lacking(PARTNER))
        .hasSize(8)
        .extracting(Lacking::lacks)
        .containsOnly(rendering.lacks);
    after(Duration.ofMinutes(15));
    assertThat(rendering.run().lacking()).isZero();

    rendering.lacks.clear();
    after(Duration.ofMinutes(15));
    assertThat(rendering.run().made()).isZero();
    rendering.supplied(PARTNER, "Contoso GmbH");
    after(Duration.ofMinutes(15));
    assertThat(rendering.run().made()).isEqualTo(8);

    eachIsMadeOnce();
    assertThat(all()).allSatisfy(each -> assertThat(text(each)).endsWith("Contoso GmbH"));
  }

  @Test
  void rendersOnceTheSellerIsImported() {
    rendering.parties.forgetSeller();
    assertThat(rendering.run().lacking()).isEqualTo(8);
    assertThat(ports.documents().lacking(PARTNER).getFirst().lacks())
        .containsExactly(new Lack("seller", "is not imported"));

    after(Duration.ofMinutes(15));
    rendering.sellerIsSupplied();
    after(Duration.ofMinutes(15));
    assertThat(rendering.run().made()).isEqualTo(8);

    eachIsMadeOnce();
  }

  /** The import began before the run, and stored the company after the run had read it. */
  @Test
  void seesAnImportThatOverlappedTheRunBefore() {
    rendering.lacks.add(new Lack("buyer", "is missing"));
    rendering.run();
    rendering.lacks.clear();
    rendering.supplied(PARTNER, "Contoso");

    after(Duration.ofMinutes(15));

    assertThat(rendering.run().made()).isEqualTo(8);
  }

  @Test
  void rendersTheOthersIfOneFailsAndThatOneInTheNextRun() {
    var usual = rendering.renderers.get(DocumentFormat.PDF);
    rendering.renderers.put(
        DocumentFormat.PDF,
        document -> {
          if (document.issue().orElseThrow().number().equals("INV-000002")) {
            throw new IllegalArgumentException("no glyph");
          }
          return Rendering.line(document, DocumentFormat.PDF);
        });

    var report = rendering.run();

    assertThat(report.made()).isEqualTo(7);
    assertThat(report.failed())
        .extracting(failure -> failure.what() + ": " + failure.why().getMessage())
        .containsExactly("INV-000002 PDF: no glyph");
    rendering.renderers.put(DocumentFormat.PDF, Objects.requireNonNull(usual));
    assertThat(rendering.run().made()).isEqualTo(1);
    eachIsMadeOnce();
  }

  @Test
  void stopsIfTheStoreIsOut() {
    rendering.renderers.put(
        DocumentFormat.PDF,
        _ -> {
          throw new UnavailableException("out");
        });

    assertThatThrownBy(rendering::run).hasMessage("out");
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    var checks = new AtomicInteger();
    var shortOfTime =
        TimeLeft.of(() -> Duration.ofSeconds(made() >= 3 ? 0 : checks.incrementAndGet()));

    var report = rendering.run(ports.documents(), ports.documentFiles(), shortOfTime);

    assertThat(report.complete()).isFalse();
    assertThat(report.made()).isEqualTo(3);
    assertThat(rendering.run().made()).isEqualTo(5);
    eachIsMadeOnce();
  }

  private int made() {
    return all().size();
  }

  @Test
  void twoRunsAtOnceRenderEachOnce() {
    var runs =
        List.of(
            CompletableFuture.supplyAsync(rendering::run),
            CompletableFuture.supplyAsync(rendering::run));

    assertThat(runs.stream().mapToInt(run -> run.join().made()).sum()).isEqualTo(8);
    assertThat(runs).allSatisfy(run -> assertThat(run.join().failed()).isEmpty());
    eachIsMadeOnce();
  }

  /** Kills runs at random calls to the stores, before or after the call took effect. */
  @Test
  void killedRunsRenderEachOnce() {
    var seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("killedRunsRenderEachOnce: -Dseed=" + seed);
    var random = new Random(seed);
    var killed = 0;
    for (int run = 0; run < 12; run++) {
      var kill = new Kill(random.nextInt(1, 40), random.nextBoolean());
      try {
        rendering.run(through(kill), new KilledFiles(kill), TimeLeft.ENDLESS);
      } catch (Killed _) {
        killed++;
      }
      after(Duration.ofMinutes(15));
    }

    rendering.run();

    assertThat(killed).isPositive();
    eachIsMadeOnce();
  }

  private Documents through(ExecutionInterceptor interceptor) {
    DynamoDbClient client = Interrupted.client(cloud.environment(), interceptor);
    var name = Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE");
    Clock same = clock;
    return new DynamoDocuments(new Table(client, name, same), same);
  }

  /** Stands for the end of a process. It is no exception, so that no run goes on after it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Ends a run at a call, before it is sent or after its answer. */
  private static final class Kill implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final int at;
    private final boolean isAfter;

    Kill(int at, boolean isAfter) {
      this.at = at;
      this.isAfter = isAfter;
    }

    void begin() {
      if (calls.incrementAndGet() == at && !isAfter) {
        throw new Killed();
      }
    }

    void end() {
      if (calls.get() == at && isAfter) {
        throw new Killed();
      }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      begin();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      end();
    }
  }

  private final class KilledFiles implements DocumentFiles {
    private final Kill kill;

    KilledFiles(Kill kill) {
      this.kill = kill;
    }

    @Override
    public void keep(PartnerId partner, DocumentFormat format, String sha256, byte[] file) {
      kill.begin();
      ports.documentFiles().keep(partner, format, sha256, file);
      kill.end();
    }

    @Override
    public byte[] read(Document document) {
      return ports.documentFiles().read(document);
    }

    @Override
    public URI link(Document document) {
      return ports.documentFiles().link(document);
    }
  }
}
