package dev.keyshelf.orders;

import dev.keyshelf.domain.order.LineFault;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.util.List;

/** Reports all lines that cannot be bought in one problem. */
final class LineFaults {
  /** The status of an order that cannot be placed now. */
  private static final int CONFLICT = 409;

  private LineFaults() {}

  /**
   * Returns a problem with the code of the first fault. Each fault has its own code and pointer.
   */
  static Problem problem(List<LineFault> faults) {
    var problem =
        switch (faults.getFirst()) {
          case LineFault.UnknownSku _ ->
              Problem.of(ProblemCode.PRODUCT_UNAVAILABLE, "A SKU is not in the catalogue.");
          case LineFault.NotSoldInMarket _ ->
              Problem.of(
                  ProblemCode.NOT_SOLD_IN_MARKET, "A SKU is not sold in the customer's market.");
          case LineFault.QuantityOutOfBounds _ ->
              Problem.of(ProblemCode.VALIDATION, "A quantity is outside the SKU's bounds.");
          case LineFault.PartnerNotEligible _ ->
              Problem.of(
                  ProblemCode.PARTNER_NOT_ELIGIBLE, "The partner may not sell this program.");
          case LineFault.AmountTooLarge _ ->
              Problem.of(ProblemCode.VALIDATION, "The total is more than an amount can hold.");
          case LineFault.OtherCurrency _ ->
              Problem.of(ProblemCode.CURRENCIES_DIFFER, "The lines have more than one currency.");
          case LineFault.KeysExhausted _ ->
              Problem.of(
                      ProblemCode.KEYS_EXHAUSTED,
                      "There are not enough keys now, and nothing was bought. More will be"
                          + " supplied.")
                  .withStatus(CONFLICT);
        };
    return problem.withAll(faults.stream().map(LineFaults::fault).toList());
  }

  private static Fault fault(LineFault fault) {
    var line = "/lines/" + fault.index();
    return switch (fault) {
      case LineFault.UnknownSku(_, var sku) ->
          Fault.at(
              line + "/skuId", ProblemCode.PRODUCT_UNAVAILABLE, sku + " is not in the catalogue");
      case LineFault.NotSoldInMarket(_, var sku, var market, var why) ->
          Fault.at(
              line + "/skuId",
              ProblemCode.NOT_SOLD_IN_MARKET,
              "%s is not sold in %s: %s".formatted(sku, market, why));
      case LineFault.QuantityOutOfBounds(_, var sku, _) ->
          Fault.at(
              line + "/quantity",
              ProblemCode.VALIDATION,
              "must be from %s to %s for %s"
                  .formatted(sku.minimumQuantity(), sku.maximumQuantity(), sku.id()));
      case LineFault.PartnerNotEligible(_, var sku, var why) ->
          Fault.at(
              line + "/skuId",
              ProblemCode.PARTNER_NOT_ELIGIBLE,
              "%s may not be sold by this partner: %s".formatted(sku, why));
      case LineFault.AmountTooLarge(_, var sku) ->
          Fault.at(
              line + "/quantity",
              ProblemCode.VALIDATION,
              "the total of " + sku + " is too large an amount");
      case LineFault.OtherCurrency(_, var sku, var currency, var first) ->
          Fault.at(
              line + "/skuId",
              ProblemCode.CURRENCIES_DIFFER,
              "%s is priced in %s, the first line in %s".formatted(sku, currency, first));
      case LineFault.KeysExhausted(_, var sku, var needed) ->
          Fault.at(
              line + "/quantity",
              ProblemCode.KEYS_EXHAUSTED,
              "%s needs %s keys for this line, but its pool has too few".formatted(sku, needed));
    };
  }
}
