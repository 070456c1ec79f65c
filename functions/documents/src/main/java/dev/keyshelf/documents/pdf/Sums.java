package dev.keyshelf.documents.pdf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Amounts at the right of a page, each after its words. */
final class Sums {
  /** An amount. */
  record Sum(String words, String amount, boolean isStrong) {}

  private static final float GAP = 3;

  private Sums() {}

  /** Writes the amounts as a table whose rows have heads. */
  static void write(Flow flow, Element parent, List<Sum> sums) throws IOException {
    var table = parent.add("Table");
    var width = flow.width() * 0.62f;
    var x = Flow.MARGIN + flow.width() - width;
    for (var sum : sums) {
      var style = sum.isStrong() ? Style.TOTAL : Style.BODY;
      var amount = flow.type().line(sum.amount(), style, "settlement");
      var words = flow.type().lines(sum.words(), style, width - amount.width() - 12, "settlement");
      var height = words.size() * style.leading() + 2 * GAP;
      flow.require(height);
      var row = table.add("TR");
      var upper = flow.top() - GAP;
      flow.sheet().write(Optional.of(row.addRowHead()), Flow.placed(words, x, upper, 0));
      flow.sheet().write(Optional.of(row.add("TD")), Flow.placed(List.of(amount), x, upper, width));
      flow.skip(height);
      flow.sheet().rule(x, flow.top(), width);
    }
  }
}
