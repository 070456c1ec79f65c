package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.domain.billing.PaymentLine;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsFileTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 16);
  private static final String HEADER =
      "partner,invoice,reference,amount,currency,paidOn,kind,undoes\n";
  private static final String ROW = "partner-a,INV-000001,B-1,30.00,USD,2026-12-15,\n";

  private final Faults faults = new Faults();

  private List<PaymentLine> read(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return PaymentsFile.read("p.csv", bytes, TODAY, faults).orElse(List.of());
  }

  private List<String> faultsOf(String text) {
    assertThat(read(text)).isEmpty();
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "partner,invoice,reference,amount,currency,paidOn\n"
            + "partner-a,INV-000001,B-1,30.00,USD,2026-12-15",
        "\uFEFFpartner;invoice;reference;amount;currency;paidOn\r\n"
            + "partner-a;INV-000001;B-1;30.00;USD;2026-12-15\r\n",
        "partner\tinvoice\treference\tamount\tcurrency\tpaidOn\n"
            + "partner-a\tINV-000001\tB-1\t30.00\tUSD\t2026-12-15\n",
        "sep=;\nPaidOn;Currency;\"gross, net\";AMOUNT;Reference;Invoice;Partner;Kind\n\n"
            + " 2026-12-15 ; USD;x;\"30.00\";B-1;INV-000001;partner-a;payment\n"
      })
  @SuppressWarnings("StringConcatToTextBlock") // their line ends, tabs and marks differ
  void theHeaderShowsTheSeparatorAndTheOrderOfTheColumns(String text) {
    var lines = read(text);

    assertThat(faults.told()).isEmpty();
    assertThat(lines).hasSize(1);
    var line = lines.getFirst();
    assertThat(
            "%s %s %s %s %s"
                .formatted(
                    line.partner(),
                    line.invoice().orElseThrow(),
                    line.reference(),
                    line.amount(),
                    line.on()))
        .isEqualTo("partner-a INV-000001 B-1 30.00 USD 2026-12-15");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keyshelf,INV-000001,B-1,30.00,USD,2026-12-15, | partner: must be a partner's id",
        "partner-a,,B-1,30.00,USD,2026-12-15, | invoice: must be an invoice's number, such as"
            + " INV-000042",
        "partner-a,INV-000001,B-1,30.00,USD,2026-12-15,PAYOUT | invoice: must be empty for a"
            + " PAYOUT, which pays a credit and no invoice",
        "partner-a,INV-000001,B-1,30.00,USD,2026-12-15,REFUND | kind: must be PAYMENT, PAYOUT or"
            + " REVERSAL",
        "partner-a,INV-000001,B-2,30.00,USD,2026-12-15,REVERSAL,B-1 | invoice: must be empty for a"
            + " REVERSAL, which names a payment in undoes",
        "partner-a,,B-2,30.00,USD,2026-12-15,REVERSAL, | undoes: must be the reference of the"
            + " payment or payout that is undone",
        "partner-a,INV-000001,B-2,30.00,USD,2026-12-15,,B-1 | undoes: must be empty unless the kind"
            + " is REVERSAL",
        "partner-a,INV-000001,=1+1,30.00,USD,2026-12-15, | reference: must be 1 to 64 letters,"
            + " digits, blanks and . _ / : + -, and begin with a letter or digit",
        "partner-a,INV-000001,B-1,0.00,USD,2026-12-15, | amount: must be more than zero",
        "partner-a,INV-000001,B-1,-1.00,USD,2026-12-15, | amount: must be more than zero, with a"
            + " point before its decimals, such as 1944.00",
        "partner-a,INV-000001,B-1,30.001,USD,2026-12-15, | amount: has more decimals than USD, or"
            + " is too large",
        "partner-a,INV-000001,B-1,30,ABC,2026-12-15, | currency: must be of ISO 4217, such as USD",
        "partner-a,INV-000001,B-1,30.00,USD,2026-02-30, | paidOn: must be a date, such as"
            + " 2026-12-15",
        "partner-a,INV-000001,B-1,30.00,USD,2026-12-18, | paidOn: must not be in the future",
        "partner-a,INV-000001,B-1,30.00,USD,1999-12-31, | paidOn: must not be before 2000-01-01",
        "partner-a,INV-000001,B-1,30.00,USD,0026-12-15, | paidOn: must not be before 2000-01-01",
        "'partner-a,INV-000001,\"B-1,30.00' | the quotation mark that opens here is never closed"
      })
  void aCellThatCannotBeReadIsAFaultWithItsLineAndColumn(String row, String fault) {
    assertThat(faultsOf(HEADER + ROW + row + "\n")).containsExactly("p.csv:3: " + fault);
  }

  @Test
  void aReversalNamesWhatItUndoes() {
    var lines = read(HEADER + "partner-a,,R-1,30.00,USD,2026-12-15,reversal,B-1\n");

    assertThat(faults.told()).isEmpty();
    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line.invoice()).isEmpty())
        .satisfies(line -> assertThat(line.undoes()).contains("B-1"));
  }

  @Test
  void everyFaultOfARowIsNamed() {
    assertThat(faultsOf(HEADER + ",,,,,,\nx y,?,?,?,?,?,?\n"))
        .hasSize(6)
        .allMatch(fault -> fault.startsWith("p.csv:3: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | p.csv:1: is empty; it must begin with a header:"
            + " partner,invoice,reference,amount,currency,paidOn",
        "one,two | p.csv:1: must be a header with the columns"
            + " partner,invoice,reference,amount,currency,paidOn",
        "partner,invoice,reference,amount,currency | p.csv:1: paidOn: is missing in the header",
        "partner,invoice,reference,amount,currency,paidOn,Amount | p.csv:1: Amount: is the name of"
            + " more than one column",
        "partner,invoice,reference,amount,currency,paidOn | p.csv:1: has no payment below its"
            + " header"
      })
  void aHeaderThatLacksAColumnIsAFault(String text, String fault) {
    assertThat(faultsOf(text)).containsExactly(fault);
  }

  @Test
  void aFileHasAtMostAThousandPayments() {
    assertThat(read(HEADER + ROW.repeat(1_000))).hasSize(1_000);
    assertThat(faultsOf(HEADER + ROW.repeat(1_001)))
        .containsExactly("p.csv: has more than 1000 payments; split it");
  }
}
