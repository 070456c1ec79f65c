package dev.keyshelf.keys;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.key.ProductKeys;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/customers/{customerId}/software/{entitlementId}/keys}: lists the issued keys by
 * ordinal, masked. It decrypts nothing.
 */
public final class ReadKeysHandler extends PartnerHandler {
  private final Entitlements entitlements;
  private final ProductKeys keys;

  /** Creates the handler in Lambda, from its environment. */
  public ReadKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadKeysHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.entitlements = wiring.entitlements();
    this.keys = wiring.productKeys();
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    return entitlements
        .find(call.partner(), call.customer(), call.entitlement())
        .<Reply>map(entitlement -> list(call, entitlement))
        .orElseGet(Problem::notFound);
  }

  private Answer list(Call call, Entitlement entitlement) {
    return Answer.ok(
        Paging.whole(keys.list(entitlement), key -> KeyJson.masked(key, entitlement, call.now())));
  }
}
