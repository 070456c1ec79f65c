package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.PublicAddress;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Finds the IP addresses to which a request may go. Nothing else is ever connected. */
final class Guard {
  private final Resolver resolver;
  private final Predicate<InetAddress> isPublic;

  /** Creates a guard that allows public addresses of other machines, and no others. */
  Guard(Resolver resolver) {
    this(resolver, address -> PublicAddress.isPublic(address.getAddress()));
  }

  /** Creates a guard; {@code isPublic} decides about addresses of other machines. */
  Guard(Resolver resolver, Predicate<InetAddress> isPublic) {
    this.resolver = resolver;
    this.isPublic = isPublic;
  }

  /**
   * Resolves the host of an address once.
   *
   * @return all its IP addresses, each of which is public, or of this machine if the host is
   * @throws UnansweredException if there are none, one of them is not allowed, or the time is over
   */
  List<InetAddress> addresses(WebhookAddress address, Deadline deadline)
      throws UnansweredException {
    var found = resolve(address.host(), deadline);
    Predicate<InetAddress> isAllowed =
        address.isLoopback() ? InetAddress::isLoopbackAddress : isPublic;
    // One address that is not public among others is how a name comes to lead to two places.
    if (!found.stream().allMatch(isAllowed)) {
      throw new UnansweredException(Failure.NOT_PUBLIC);
    }
    return found;
  }

  /** Resolves in a thread of its own, because a lookup cannot be interrupted. */
  private List<InetAddress> resolve(String host, Deadline deadline) throws UnansweredException {
    var lookup = new FutureTask<>(() -> resolver.resolve(host));
    Thread.ofPlatform().name("lookup").daemon().start(lookup);
    try {
      var found = lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      if (found.isEmpty()) {
        throw new UnansweredException(Failure.NOT_RESOLVED);
      }
      return List.copyOf(found);
    } catch (ExecutionException _) {
      throw new UnansweredException(Failure.NOT_RESOLVED);
    } catch (TimeoutException _) {
      throw new UnansweredException(Failure.TIMED_OUT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnansweredException(Failure.TIMED_OUT);
    }
  }
}
