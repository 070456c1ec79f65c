package dev.keyshelf.domain.document;

import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Seller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a document cannot be made.
 *
 * @param field the place of the missing value in the operator's files, such as {@code
 *     seller.electronicAddress} or {@code marketTaxes.DE}, or the member of the invoice that the
 *     format cannot hold, such as {@code currency}
 * @param reason what is wrong with it, without a full stop
 */
public record Lack(String field, String reason) {
  /** Lists which parties of documents the operator has not imported. */
  public static List<Lack> ofParties(Optional<Seller> seller, Optional<Buyer> buyer) {
    var lacks = new ArrayList<Lack>();
    if (seller.isEmpty()) {
      lacks.add(new Lack("seller", "is not imported"));
    }
    if (buyer.isEmpty()) {
      lacks.add(new Lack("buyer", "is not imported"));
    }
    return lacks;
  }
}
