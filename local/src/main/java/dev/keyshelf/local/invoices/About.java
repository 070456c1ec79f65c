package dev.keyshelf.local.invoices;

import dev.keyshelf.local.invoices.Manifest.Absent;
import dev.keyshelf.local.invoices.Manifest.Filed;
import dev.keyshelf.local.invoices.Manifest.Reason;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file is of: a document, or the statement of a month. */
record About(YearMonth month, @Nullable String number, @Nullable String currency) {
  static About document(YearMonth month, String number, String currency) {
    return new About(month, number, currency);
  }

  static About month(YearMonth month) {
    return new About(month, null, null);
  }

  /** Returns the name of its file in a format, without an extension. */
  String name() {
    return month + "/" + (number == null ? "statement" : number.replace('/', '-'));
  }

  Filed filed(String name, String sha256, long bytes, String format) {
    return new Filed(name, sha256, bytes, number, month.toString(), currency, format);
  }

  Absent absent(String format, List<Reason> reasons) {
    return new Absent(number, month.toString(), currency, format, reasons);
  }

  @Override
  public String toString() {
    return number == null ? month.toString() : number;
  }
}
