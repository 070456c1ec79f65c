package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Table.Column;
import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.TaxByLine.Amounts;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.TaxCategory;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The taxes of an invoice: a row for each mode, rate, category and reason of its lines. */
final class TaxTable {
  private final InvoiceDocument document;
  private final Written written;

  TaxTable(InvoiceDocument document, Written written) {
    this.document = document;
    this.written = written;
  }

  private record Kind(
      TaxMode mode,
      Optional<BigDecimal> rate,
      Optional<TaxCategory> category,
      Optional<String> reason) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::mode)
            .thenComparing(kind -> kind.rate().orElse(BigDecimal.ONE.negate()))
            .thenComparing(kind -> kind.category().map(Enum::ordinal).orElse(-1))
            .thenComparing(kind -> kind.reason().orElse(""));
  }

  /** Writes the table. */
  void write(Flow flow, Element parent) throws IOException {
    var kinds = kinds();
    var rows = new ArrayList<Row>();
    var nothing = Money.zero(document.currency());
    var sum = new Amounts(nothing, nothing);
    for (var each : kinds.entrySet()) {
      rows.add(row(words(each.getKey()), each.getKey().rate(), each.getValue()));
      sum = plus(sum, each.getValue());
    }
    var total = row(written.say(Word.TOTAL), Optional.empty(), sum);
    flow.heading(parent, written.say(Word.TAXES), 22f * (rows.size() + 2));
    var table =
        new Table(flow, parent, columns(flow, rows, total), 0, Style.BODY, Optional.empty());
    for (var row : rows) {
      table.row(row);
    }
    table.total(total);
  }

  private Map<Kind, Amounts> kinds() {
    Map<Kind, Amounts> kinds = new TreeMap<>(Kind.ORDER);
    for (var line : document.lines()) {
      kinds.merge(kind(line), line.amounts(), TaxTable::plus);
    }
    return kinds;
  }

  private Kind kind(DocumentLine each) {
    var rate =
        each.line()
            .taxRate()
            .map(of -> of.signum() == 0 ? BigDecimal.ZERO : of.stripTrailingZeros());
    var mode = each.line().taxMode();
    var reason =
        each.entry()
            .billedTo()
            .filter(_ -> mode == TaxMode.EXCLUDED)
            .map(BilledCustomer::market)
            .flatMap(document.seller()::tax)
            .flatMap(MarketTax::reason);
    return new Kind(mode, rate, each.category(), reason);
  }

  private Row row(String words, Optional<BigDecimal> rate, Amounts amounts) {
    return Row.of(
        List.of(
            words,
            rate.map(written::rate).orElse(""),
            written.amount(amounts.net()),
            written.amount(amounts.tax()),
            written.amount(amounts.gross())),
        "taxes");
  }

  private String words(Kind kind) {
    var words =
        switch (kind.mode()) {
          case ADDED -> written.say(Word.TAX_ADDED);
          case INCLUDED -> written.say(Word.TAX_INCLUDED);
          case EXCLUDED ->
              kind.category()
                  .map(category -> written.say(word(category)))
                  .orElseGet(() -> written.say(Word.UNTAXED));
        };
    return kind.reason().map(reason -> words + ". " + reason).orElse(words);
  }

  private static Word word(TaxCategory category) {
    return switch (category) {
      case STANDARD -> Word.TAX_ADDED;
      case ZERO_RATED -> Word.ZERO_RATED;
      case EXEMPT -> Word.EXEMPT;
      case REVERSE_CHARGE -> Word.REVERSE_CHARGE;
      case INTRA_COMMUNITY -> Word.INTRA_COMMUNITY;
      case EXPORT -> Word.EXPORT;
      case OUT_OF_SCOPE -> Word.OUT_OF_SCOPE;
    };
  }

  private List<Column> columns(Flow flow, List<Row> rows, Row total) {
    var heads = List.of(Word.TAX, Word.RATE, Word.NET, Word.TAX, Word.GROSS);
    var columns = new ArrayList<Column>();
    var rest = flow.width();
    for (var i = 1; i < heads.size(); i++) {
      var column = i;
      Function<Row, String> cell = row -> row.cells().get(column);
      var texts = new ArrayList<>(rows.stream().map(cell).toList());
      texts.add(cell.apply(total));
      var head = written.say(heads.get(i));
      var width = Math.max(62, Table.width(flow.type(), head, texts, Style.STRONG));
      columns.add(new Column(head, true, width));
      rest -= width;
    }
    columns.addFirst(new Column(written.say(Word.TAXES), false, rest));
    return columns;
  }

  private static Amounts plus(Amounts one, Amounts other) {
    return new Amounts(one.net().plus(other.net()), one.tax().plus(other.tax()));
  }
}
