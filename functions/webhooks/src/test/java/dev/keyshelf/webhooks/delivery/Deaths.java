package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.Receivers;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import dev.keyshelf.domain.webhook.Webhooks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/** Lets deliverers die before and after they send, and before and after they commit. */
final class Deaths {
  private static final double SHARE = 0.06;

  private final Random random;
  private int count;
  private boolean isEnded;

  Deaths(long seed) {
    this.random = new Random(seed);
  }

  /** A deliverer has died. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  synchronized int count() {
    return count;
  }

  /** Lets nobody die any more. */
  synchronized void end() {
    isEnded = true;
  }

  private synchronized void maybe() {
    if (!isEnded && random.nextDouble() < SHARE) {
      count++;
      throw new Killed();
    }
  }

  Receivers around(Receivers receivers) {
    return new Receivers() {
      @Override
      public DeliveryResult send(WebhookAddress address, WebhookMessage message) {
        maybe();
        var result = receivers.send(address, message);
        maybe();
        return result;
      }

      @Override
      public void close() {
        receivers.close();
      }
    };
  }

  /** Returns webhooks whose writes may end in a death. Reads never do. */
  Webhooks around(Webhooks webhooks) {
    return (Webhooks)
        Proxy.newProxyInstance(
            Deaths.class.getClassLoader(),
            new Class<?>[] {Webhooks.class},
            (_, method, arguments) -> {
              var isWrite = method.getReturnType() == Commit.class;
              try {
                if (isWrite) {
                  maybe();
                }
                var answer = method.invoke(webhooks, arguments);
                if (isWrite) {
                  maybe();
                }
                return answer;
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
