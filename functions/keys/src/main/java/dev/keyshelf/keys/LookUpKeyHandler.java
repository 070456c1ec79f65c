package dev.keyshelf.keys;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.LookUpKeys;
import dev.keyshelf.domain.key.LookUpKeys.Clue;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Optional;

/**
 * {@code POST /v1/key-lookups}: which customer has a key. A POST, so that the key is in no address.
 * It changes nothing but the log, and no idempotency record keeps a hash of its body.
 */
public final class LookUpKeyHandler extends PartnerHandler {
  /** As a pool of free text takes it. */
  private static final int LONGEST_KEY = 4 * 1024;

  private final LookUpKeys lookUpKeys;

  /** For Lambda. */
  public LookUpKeyHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public LookUpKeyHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.lookUpKeys =
        new LookUpKeys(
            wiring.keyPlaces(),
            wiring.entitlements(),
            wiring.customers(),
            wiring::keyVault,
            wiring.activityLog());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var found = lookUpKeys.find(call.partner(), clue(call.request()), call.act());
    return Answer.ok(KeyJson.holders(found, call.now()));
  }

  private static Clue clue(Request request) {
    var body = Body.of(request);
    var named = body.has("key");
    // As it was sent: read as words, a key would be masked.
    var key =
        body.optionalAsSent(
            "key",
            "a key of 1 to %s characters".formatted(LONGEST_KEY),
            text -> Optional.of(text.strip()).filter(LookUpKeyHandler::canBeAKey));
    var five =
        body.optionalParsed(
            "lastFive",
            5,
            "the lastFive of a key",
            text -> Optional.of(text).filter(each -> each.matches("[A-Za-z0-9]{5}")));
    if (named == body.has("lastFive")) {
      body.fault("key", "send either key or lastFive");
    }
    body.done();
    return key.<Clue>map(Clue.Whole::new).orElseGet(() -> new Clue.LastFive(five.orElseThrow()));
  }

  private static boolean canBeAKey(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_KEY;
  }
}
