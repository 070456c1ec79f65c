package dev.keyshelf.domain.deployment;

import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Probes the versions that an alias names, so that none is idle for so long that its snapshot
 * becomes inactive. Probing an inactive version activates it, after which the next probe succeeds.
 */
public final class KeepAwake {
  private final Probes probes;

  /** Uses these probes. */
  public KeepAwake(Probes probes) {
    this.probes = probes;
  }

  /**
   * What a run did.
   *
   * @param awake how many functions answered
   * @param silent why the others did not, by function
   * @param notProbed the functions for which no time was left
   */
  public record Report(int awake, Map<String, String> silent, List<String> notProbed) {
    /** Copies the map and the list into immutable ones. */
    public Report {
      silent = Map.copyOf(silent);
      notProbed = List.copyOf(notProbed);
    }
  }

  /** Probes the version of each function that the alias names, until no time is left. */
  public Report probe(List<String> functions, String alias, TimeLeft timeLeft) {
    var silent = new TreeMap<String, String>();
    var notProbed = new ArrayList<String>();
    int awake = 0;
    for (var function : functions) {
      if (timeLeft.isOver()) {
        notProbed.add(function);
        continue;
      }
      var why = whySilent(new FunctionVersion(function, alias));
      why.ifPresent(text -> silent.put(function, text));
      awake += why.isEmpty() ? 1 : 0;
    }
    return new Report(awake, silent, notProbed);
  }

  private Optional<String> whySilent(FunctionVersion version) {
    try {
      return switch (probes.probe(version)) {
        case Answered() -> Optional.empty();
        case Silent(var why) -> Optional.of(why);
      };
    } catch (UnavailableException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }
}
