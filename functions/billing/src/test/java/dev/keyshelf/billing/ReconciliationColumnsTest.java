package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Story;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationColumnsTest {
  private static final InvoiceLayout.On INVOICE =
      new InvoiceLayout.On(
          "ISSUED", "INV-000001", YearMonth.of(2026, 11), DocumentType.INVOICE, Optional.empty());

  private static LedgerEntry.CreditNote credit(int quantity, Optional<Particulars> bought) {
    var line =
        new LedgerLine(
            1,
            new SkuId("ws2019-std-16core"),
            "Windows Server, 16 cores",
            quantity,
            Money.of("94.30", "AUD"),
            Money.of("8.57", "AUD"),
            "terms",
            "explanation",
            bought);
    return credit(line);
  }

  private static LedgerEntry.CreditNote credit(LedgerLine line) {
    return new LedgerEntry.CreditNote(
        "01M7W3GHJ07VNQX5Q5KKJ0Z75J",
        Story.PARTNER,
        Story.CUSTOMER,
        Story.ORDER,
        Story.BOUGHT_AT,
        List.of(line),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Particulars includingTax() {
    return new Particulars(
        new ProductId("windows-server-2019"),
        "Windows Server",
        "16 cores",
        Money.of("47.15", "AUD"),
        TaxMode.INCLUDED,
        Optional.of(new BigDecimal("0.10")),
        Optional.empty(),
        References.none(),
        Optional.empty(),
        Optional.empty());
  }

  private static Object cell(InvoiceLayout layout, LedgerEntry entry, String column) {
    var line = entry.lines().getFirst();
    var row = layout.line(INVOICE, entry, line, new TaxByLine().next(entry, line));
    return row.get(layout.columns().indexOf(column));
  }

  @Test
  void dividesATotalIntoItsNetAndItsTax() {
    var entry = credit(2, Optional.of(includingTax()));

    var layout = new ReconciliationColumns();
    assertThat(cell(layout, entry, "Subtotal")).isEqualTo(new BigDecimal("-85.73"));
    assertThat(cell(layout, entry, "TaxTotal")).isEqualTo(new BigDecimal("-8.57"));
    assertThat(cell(layout, entry, "Total")).isEqualTo(new BigDecimal("-94.30"));
    assertThat(cell(layout, entry, "EffectiveUnitPrice")).isEqualTo(new BigDecimal("-42.865"));
    var own = new InvoiceColumns();
    assertThat(cell(own, entry, "net")).isEqualTo(new BigDecimal("-85.73"));
    assertThat(cell(own, entry, "gross")).isEqualTo(new BigDecimal("-94.30"));
    assertThat(cell(own, entry, "taxRate")).isEqualTo(new BigDecimal("0.10"));
  }

  @Test
  void namesTheCreditOfAPartARemovalOfUnits() {
    var layout = new ReconciliationColumns();

    var bought = Bought.perpetual().times(2).purchase();
    var amount = Money.of("94.30", "USD");
    var part = LedgerLine.of(1, bought, 1, amount, Money.of("0", "USD"), "explanation");
    assertThat(cell(layout, credit(part), "ChargeType")).isEqualTo("removeQuantity");
    var whole = LedgerLine.of(1, bought, 2, amount, Money.of("0", "USD"), "explanation");
    assertThat(cell(layout, credit(whole), "ChargeType")).isEqualTo("cancelImmediate");
    var unknown = credit(1, Optional.empty());
    assertThat(cell(layout, unknown, "ChargeType")).isEqualTo("cancelImmediate");
  }

  @Test
  void leavesAPriceEmptyThatNoDecimalIs() {
    assertThat(cell(new ReconciliationColumns(), credit(7, Optional.empty()), "EffectiveUnitPrice"))
        .isEqualTo("");
  }

  @Test
  void leavesEmptyWhatAnEntryOfRelease010DoesNotSay() {
    var entry = credit(2, Optional.empty());

    assertThat(cell(new ReconciliationColumns(), entry, "CustomerId")).isEqualTo("");
    assertThat(cell(new ReconciliationColumns(), entry, "ReferenceId")).isEqualTo("");
    assertThat(cell(new InvoiceColumns(), entry, "customerName")).isEqualTo("");
    assertThat(cell(new InvoiceColumns(), entry, "net")).isEqualTo(new BigDecimal("-85.73"));
  }
}
