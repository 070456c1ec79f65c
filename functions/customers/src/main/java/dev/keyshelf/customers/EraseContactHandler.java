package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.EraseContact;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/customers/{customerId}/contact/erasure}: erases the contact person of a customer,
 * and records that it was asked for.
 */
public final class EraseContactHandler extends PartnerHandler {
  private final EraseContact eraseContact;

  /** For Lambda. */
  public EraseContactHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public EraseContactHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.eraseContact = new EraseContact(wiring.customers(), wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once((Customer customer) -> Answer.ok(CustomerJson.customer(customer)));
    var id = call.customer();
    requireEmpty(call.request());
    return Stored.reply(
        eraseContact.erase(call.partner(), id, call.act(), once), _ -> Problem.notFound());
  }

  private static void requireEmpty(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
