package dev.keyshelf.orders;

import dev.keyshelf.domain.order.LineFault;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import java.util.List;

/** Lines that cannot be bought, as one problem that names each of them. */
final class LineFaults {
  private LineFaults() {}

  /** The problem's own code is its first fault's; each fault has its own code and pointer. */
  static Problem problem(List<LineFault> faults) {
    var problem =
        switch (faults.getFirst()) {
          case LineFault.UnknownSku _ ->
              Problem.unprocessable("product-unavailable", "A SKU is not in the catalogue.");
          case LineFault.NotSoldInMarket _ ->
              Problem.conflict("not-sold-in-market", "A SKU is not sold in the customer's market.");
          case LineFault.QuantityOutOfBounds _ ->
              Problem.badRequest("validation", "A quantity is outside the SKU's bounds.");
          case LineFault.PartnerNotEligible _ ->
              Problem.forbidden("partner-not-eligible", "The partner may not sell this program.");
          case LineFault.AmountTooLarge _ ->
              Problem.badRequest("validation", "The total is more than an amount can hold.");
          case LineFault.OtherCurrency _ ->
              Problem.conflict("currencies-differ", "The lines are not of one currency.");
          case LineFault.TooManyKeys _ ->
              Problem.unprocessable(
                  "too-many-keys", "The lines need more keys than one order can reserve.");
          case LineFault.KeysExhausted _ ->
              Problem.conflict(
                  "keys-exhausted",
                  "There are not enough keys now; nothing was bought. More will be supplied.");
        };
    return problem.withAll(faults.stream().map(LineFaults::fault).toList());
  }

  private static Fault fault(LineFault fault) {
    var line = "/lines/" + fault.index();
    return switch (fault) {
      case LineFault.UnknownSku(_, var sku) ->
          Fault.at(line + "/skuId", "product-unavailable", sku + " is not in the catalogue");
      case LineFault.NotSoldInMarket(_, var sku, var market, var why) ->
          Fault.at(
              line + "/skuId",
              "not-sold-in-market",
              "%s is not sold in %s: %s".formatted(sku, market, why));
      case LineFault.QuantityOutOfBounds(_, var sku, _) ->
          Fault.at(
              line + "/quantity",
              "validation",
              "must be from %d to %d for %s"
                  .formatted(sku.minimumQuantity(), sku.maximumQuantity(), sku.id()));
      case LineFault.PartnerNotEligible(_, var sku, var why) ->
          Fault.at(
              line + "/skuId",
              "partner-not-eligible",
              "%s may not be sold by this partner: %s".formatted(sku, why));
      case LineFault.AmountTooLarge(_, var sku) ->
          Fault.at(
              line + "/quantity", "validation", "the total of " + sku + " is too large an amount");
      case LineFault.OtherCurrency(_, var sku, var currency, var first) ->
          Fault.at(
              line + "/skuId",
              "currencies-differ",
              "%s is priced in %s, the first line in %s".formatted(sku, currency, first));
      case LineFault.TooManyKeys(_, _, var most) ->
          Fault.at(
              line + "/quantity",
              "too-many-keys",
              "an order of so many lines reserves at most %d keys: order some apart"
                  .formatted(most));
      case LineFault.KeysExhausted(_, var sku, var needed) ->
          Fault.at(
              line + "/quantity",
              "keys-exhausted",
              "%s comes with its keys, %d for this line: there are too few".formatted(sku, needed));
    };
  }
}
