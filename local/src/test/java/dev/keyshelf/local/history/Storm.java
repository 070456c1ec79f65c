package dev.keyshelf.local.history;

import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients use one line of an order while another client cancels it or revokes its link. */
final class Storm {
  private static final int STARTS = 4;

  private final Trader trader;
  private final Canceller canceller;

  Storm(Trader trader, Canceller canceller) {
    this.trader = trader;
    this.canceller = canceller;
  }

  void breakOut(Random draw) throws ExecutionException, InterruptedException {
    var line = trader.line(draw);
    var link = line.flatMap(there -> trader.link(there.software(), draw));
    if (link.isEmpty()) {
      return;
    }
    var software = link.get().software();
    var deeds = new ArrayList<Deed>();
    for (int i = 0; i < STARTS; i++) {
      deeds.add(its -> trader.start(link.get(), Trader.key(its), its));
    }
    deeds.add(its -> trader.reveal(software, its));
    deeds.add(its -> trader.reveal(software, its));
    deeds.add(its -> trader.link(software, its));
    switch (draw.nextInt(3)) {
      case 0 -> deeds.add(its -> canceller.line(line.orElseThrow(), its));
      case 1 -> deeds.add(its -> trader.revoke(link.get(), its));
      default -> {
        // Two clients cancel the same line independently.
        deeds.add(its -> canceller.line(line.orElseThrow(), its));
        deeds.add(its -> canceller.line(line.orElseThrow(), its));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<Future<?>>();
      for (var deed : deeds) {
        var its = new Random(draw.nextLong());
        done.add(
            threads.submit(
                () -> {
                  deed.by(its);
                  return its;
                }));
      }
      for (var each : done) {
        each.get();
      }
    }
  }
}
