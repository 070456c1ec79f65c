package dev.keyshelf.local.dashboard;

import java.util.ArrayList;
import java.util.List;

/** The places of widgets, row by row. */
final class Grid {
  /** The columns of a dashboard. */
  private static final int COLUMNS = 24;

  private final List<String> placed = new ArrayList<>();
  private int y;

  /** Adds a row of widgets of one height, which share its width. */
  Grid row(Widget... widgets) {
    int width = COLUMNS / widgets.length;
    for (int i = 0; i < widgets.length; i++) {
      placed.add(widgets[i].at(i * width, y, width));
    }
    y += widgets[0].height();
    return this;
  }

  /** Returns the body of the dashboard. */
  String body() {
    return "{\"start\":\"-PT3H\",\"widgets\":[\n" + String.join(",\n", placed) + "\n]}";
  }
}
