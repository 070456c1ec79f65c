package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.documents.ExampleParties;
import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Payment.Paid;
import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.billing.Statement.Account;
import dev.keyshelf.domain.billing.Statement.Entry;
import dev.keyshelf.domain.billing.Statement.Recorded;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.testkit.document.AccessibilityRules;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementPdfTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 10);

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void saysEachEntryAndTheBalanceAfterIt(SpokenLanguage language) throws IOException {
    var entries = List.of(pays("BANK-1", "2000.00", "0"), pays("BANK-2", "500.00", "99.50"));

    var text = Spoken.text(render(statement("2400.00", entries, "-100.00"), language));

    var written = new Written(language);
    assertThat(text)
        .contains("BANK-1", "BANK-2", "KS-2026-000017", "2026-10-15")
        .contains(
            Spoken.blanks(written.amount(euros("2400.00"))),
            Spoken.blanks(written.amount(euros("-2000.00"))),
            Spoken.blanks(written.amount(euros("400.00"))),
            Spoken.blanks(written.amount(euros("-100.00"))),
            Spoken.blanks(written.money(euros("99.50"))));
  }

  @Test
  void bringsTheBalanceForwardToTheNextPage() throws IOException {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < 60; i++) {
      entries.add(pays("BANK-" + i, "1.00", "0"));
    }

    var pages = Spoken.pages(render(statement("60.00", entries, "0.00"), SpokenLanguage.ENGLISH));

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.getFirst()).contains("Carried over", "Page 1 of");
    assertThat(pages.get(1)).contains("Brought forward");
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void breaksNoRuleOfPdfUa(SpokenLanguage language) {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < 60; i++) {
      entries.add(pays("BANK-" + i, "1.00", "0"));
    }

    var file = render(statement("60.00", entries, "0.00"), language);

    assertThat(AccessibilityRules.findings(file)).isEmpty();
  }

  @Test
  void saysThatAMonthHasNothing() throws IOException {
    var nothing = new Statement(MONTH, false, List.of());

    assertThat(Spoken.text(render(nothing, SpokenLanguage.ENGLISH)))
        .contains("Statement of account 2026-10", "This statement is open", "no entries");
  }

  @Test
  void refusesEntriesThatDoNotLeadToTheClosingBalance() {
    var wrong = statement("10.00", List.of(pays("BANK-1", "1.00", "0")), "8.00");

    assertThatThrownBy(() -> render(wrong, SpokenLanguage.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the entries lead to 9.00 EUR, and the closing balance is 8.00 EUR");
  }

  private static byte[] render(Statement statement, SpokenLanguage language) {
    var buyer = ExampleParties.buyer();
    return StatementPdf.render(
        statement,
        ExampleParties.seller(),
        new Buyer(buyer.party(), buyer.reference(), Optional.empty(), language, PageSize.A4));
  }

  private static Statement statement(String opening, List<Entry> entries, String closing) {
    var account = new Account(euros(opening), entries, euros(closing));
    return new Statement(MONTH, true, List.of(account));
  }

  private static Entry pays(String reference, String amount, String over) {
    return new Recorded(
        new Payment(
            new PartnerId("partner-a"),
            reference,
            new Purpose.Pays(new Paid(MONTH, "KS-2026-000017"), euros(over)),
            euros(amount),
            LocalDate.of(2026, 10, 15),
            Instant.parse("2026-10-16T09:00:00Z")));
  }

  private static Money euros(String amount) {
    return Money.of(amount, "EUR");
  }
}
