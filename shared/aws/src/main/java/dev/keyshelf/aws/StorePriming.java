package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a function does with its store before Lambda takes its snapshot, so that no caller waits for
 * it: reads what is not there, which loads the client's classes and the TLS that it needs. It keeps
 * nothing of the answer; the connection is too old to be used again when the snapshot is restored.
 */
final class StorePriming implements Resource {
  /** The context itself forgets who is held by nobody else. */
  private static final List<StorePriming> REGISTERED = new ArrayList<>();

  private final Table table;

  private StorePriming(Table table) {
    this.table = table;
  }

  /**
   * Has a function's store primed. To register makes proxies by reflection, which nobody should
   * wait for who is not begun for a snapshot.
   */
  static synchronized void of(Table table) {
    var priming = new StorePriming(table);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      table.get(Keys.nothing());
    } catch (SdkException | UnavailableException _) {
      // A help, not a condition: schedules may not read items, and what is wrong is told when used.
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
