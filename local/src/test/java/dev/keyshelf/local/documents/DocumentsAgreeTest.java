package dev.keyshelf.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.documents.BusyMonths.Paper;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.testkit.Beginning;
import dev.keyshelf.testkit.document.EInvoiceRules;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Trades for months that are drawn from a seed, and compares what each issued document says in PDF,
 * UBL, both layouts of CSV and JSON: to the cent, line by line. {@code -Ddocuments.months=12} sets
 * how many months, and {@code -Ddocuments.seed=7} repeats a run.
 */
class DocumentsAgreeTest {
  private static final int MONTHS = Integer.getInteger("documents.months", 3);

  /** Each has to be met in three months, or the test would not test it. */
  private enum Situation {
    INVOICE,
    CREDIT_NOTE,
    CARRIED_IN,
    CREDIT_OF_AN_EARLIER_DOCUMENT,
    TAX_INCLUDED,
    TAX_ADDED,
    LATE_ENTRY,
    NO_DECIMALS,
    THREE_DECIMALS
  }

  private final Map<Situation, Integer> met = new EnumMap<>(Situation.class);
  private int documents;
  private int lines;

  @Test
  void sayTheSameInEveryFormat() throws Exception {
    var seed = Long.getLong("documents.seed", System.nanoTime());
    System.out.printf(
        "documents: again with -Ddocuments.seed=%s -Ddocuments.months=%s%n", seed, MONTHS);
    var first = Beginning.MONTH.plusMonths(1 + new Random(seed).nextLong(24));

    try (var shop = Shop.open(Wares.opening())) {
      var trade = new BusyMonths(shop, seed, first);
      trade.open();
      for (int i = 0; i < MONTHS; i++) {
        if (i > 0) {
          trade.buysLate(trade.month().minusMonths(1));
        }
        trade.pass();
        for (var paper : trade.papers(trade.month().minusMonths(1))) {
          compare(paper);
        }
      }
    }
    // Printed after the shop has closed, which checks that the stores violate no invariant.
    System.out.printf("documents: %s documents with %s lines: %s%n", documents, lines, met);
    if (MONTHS >= 3) {
      assertThat(met.keySet()).as("seed %s", seed).isEqualTo(Set.of(Situation.values()));
    }
  }

  private void compare(Paper paper) {
    var entries = paper.entries();
    var said = SaidInJson.of(paper.invoice(), entries);
    var csv = paper.agent().get(paper.path(), "Accept", "text/csv; profile=data").expect(200);
    assertThat(SaidInCsv.own(csv.text())).as("CSV of %s", paper).isEqualTo(said);
    var file =
        paper.agent().get(paper.path(), "Accept", "text/csv; profile=reconciliation").expect(200);
    assertThat(SaidInCsv.reconciliation(file.text(), said))
        .as("reconciliation file of %s", paper)
        .isEqualTo(said);
    assertThat(SaidInPdf.of(rendered(paper, "PDF"), paper.language()))
        .as("PDF of %s", paper)
        .isEqualTo(said);
    if (Currency.getInstance(said.currency()).getDefaultFractionDigits() > 2) {
      lacksUbl(paper);
    } else {
      var ubl = rendered(paper, "UBL");
      assertThat(SaidInUbl.of(ubl, said)).as("UBL of %s", paper).isEqualTo(said);
      assertThat(EInvoiceRules.findings(ubl)).as("UBL of %s", paper).isEmpty();
    }
    documents++;
    lines += said.rows().size();
    note(paper, said, entries);
  }

  /** Reads the file by both routes. It is the one whose digest the JSON names. */
  private static byte[] rendered(Paper paper, String format) {
    var file = paper.file(format);
    var type = file.path("mediaType").asText();
    var own = paper.agent().get(paper.ownPath(), "Accept", type).expect(200).response().body();
    var ofMonth = paper.agent().get(paper.path(), "Accept", type).expect(200).response().body();
    assertThat(own).as("%s of %s", format, paper).isEqualTo(ofMonth);
    assertThat(DropFolder.sha256(own)).isEqualTo(file.path("sha256").asText());
    return own;
  }

  private static void lacksUbl(Paper paper) {
    var refusal =
        paper
            .agent()
            .get(paper.ownPath(), "Accept", "application/xml")
            .expectRefusal("406 document-not-available");
    assertThat(refusal.all("field")).as("%s", paper).containsExactly("currency");
    assertThat(paper.invoice().at("/lacks/0/format").asText()).isEqualTo("UBL");
    assertThat(paper.file("UBL").isMissingNode()).isTrue();
  }

  private void note(Paper paper, Said said, List<JsonNode> entries) {
    meet(Situation.valueOf(said.type()));
    if (said.carriedIn().signum() < 0) {
      meet(Situation.CARRIED_IN);
    }
    for (var mode : paper.invoice().findValuesAsText("mode")) {
      if (!mode.equals("EXCLUDED")) {
        meet(Situation.valueOf("TAX_" + mode));
      }
    }
    if (said.rows().stream()
        .map(Said.Row::chargeInvoice)
        .anyMatch(charge -> !charge.isEmpty() && !charge.equals(said.number()))) {
      meet(Situation.CREDIT_OF_AN_EARLIER_DOCUMENT);
    }
    if (entries.stream()
        .anyMatch(entry -> !entry.path("at").asText().startsWith(paper.month().toString()))) {
      meet(Situation.LATE_ENTRY);
    }
    switch (Currency.getInstance(said.currency()).getDefaultFractionDigits()) {
      case 0 -> meet(Situation.NO_DECIMALS);
      case 3 -> meet(Situation.THREE_DECIMALS);
      default -> {}
    }
  }

  private void meet(Situation situation) {
    met.merge(situation, 1, Integer::sum);
  }
}
