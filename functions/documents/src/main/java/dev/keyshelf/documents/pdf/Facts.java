package dev.keyshelf.documents.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short values with a label above each, four in a row. */
final class Facts {
  /** A value. */
  record Fact(String label, String value, String place) {}

  private static final int IN_A_ROW = 4;
  private static final float PADDING = 6;

  private Facts() {}

  /** Writes the values as a list. */
  static void write(Flow flow, Element parent, List<Fact> facts) throws IOException {
    var list = parent.add("L");
    var width = flow.width() / IN_A_ROW;
    for (var start = 0; start < facts.size(); start += IN_A_ROW) {
      var row = facts.subList(start, Math.min(start + IN_A_ROW, facts.size()));
      var labels = new ArrayList<List<SetLine>>();
      var values = new ArrayList<List<SetLine>>();
      for (var fact : row) {
        var inner = width - 2 * PADDING;
        labels.add(flow.type().lines(fact.label(), Style.LABEL, inner, fact.place()));
        values.add(flow.type().lines(fact.value(), Style.STRONG, inner, fact.place()));
      }
      var labelHeight =
          labels.stream().mapToInt(List::size).max().orElse(0) * Style.LABEL.leading();
      var height =
          labelHeight
              + values.stream().mapToInt(List::size).max().orElse(0) * Style.STRONG.leading()
              + 2 * PADDING;
      flow.require(height);
      var upper = flow.top() - PADDING;
      for (var i = 0; i < row.size(); i++) {
        var x = Flow.MARGIN + i * width + (i == 0 ? 0 : PADDING);
        var item = list.add("LI");
        flow.sheet().write(Optional.of(item.add("Lbl")), Flow.placed(labels.get(i), x, upper, 0));
        flow.sheet()
            .write(
                Optional.of(item.add("LBody")),
                Flow.placed(values.get(i), x, upper - labelHeight, 0));
      }
      flow.skip(height);
      flow.sheet().rule(Flow.MARGIN, flow.top(), flow.width());
    }
  }
}
