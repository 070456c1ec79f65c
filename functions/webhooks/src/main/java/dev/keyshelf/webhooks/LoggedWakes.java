package dev.keyshelf.webhooks;

import dev.keyshelf.domain.webhook.Wakes;
import dev.keyshelf.http.Log;
import java.util.List;

/**
 * Wakes after a commit. If the queue does not answer or refuses the message, the request has
 * succeeded all the same, since the schedule wakes each webhook that is behind.
 */
final class LoggedWakes implements Wakes {
  private final Wakes wakes;

  LoggedWakes(Wakes wakes) {
    this.wakes = wakes;
  }

  @Override
  public void wake(List<Wake> wanted) {
    try {
      wakes.wake(wanted);
    } catch (RuntimeException failure) {
      Log.event(
          "WARN",
          "wake-not-sent",
          line -> {
            line.put("why", failure.toString());
            var ids = line.putArray("webhooks");
            wanted.forEach(wake -> ids.add(wake.webhook().value()));
          });
    }
  }
}
