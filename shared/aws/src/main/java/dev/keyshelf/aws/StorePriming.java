package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Primes a function's store before Lambda takes its snapshot, so that no caller waits for it. It
 * reads a missing item, which loads the classes of the client and of TLS. The connection itself is
 * too old to be used when the snapshot is restored.
 */
final class StorePriming implements Resource {
  /** Keeps a reference, since the CRaC context holds its resources weakly. */
  private static final List<StorePriming> REGISTERED = new ArrayList<>();

  private final Table table;

  private StorePriming(Table table) {
    this.table = table;
  }

  /**
   * Registers the priming of a function's store. Registration creates reflective proxies, so skip
   * it in processes that are not started for a snapshot.
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
      // Priming is optional. Some functions may not read items, and a real problem shows at the
      // first use.
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
