package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.party.Seller;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An operator's file about itself.
 *
 * @param numbers the scheme of its invoice numbers, which is set now
 * @param document the file, for notes on it
 */
record HouseFile(Optional<NumberScheme> numbers, Optional<Seller> seller, Document document) {
  private static final FileSchema SCHEMA = FileSchema.named("house");
  private static final String NUMBERS = "invoiceNumbers";

  /**
   * Reads a file. Returns empty if it has faults.
   *
   * @param set sets a scheme and returns the one that is set now; called only if the file has no
   *     other fault. Another scheme is a fault, since none can be changed
   */
  static Optional<HouseFile> read(
      String name, byte[] bytes, UnaryOperator<NumberScheme> set, Faults faults) {
    return SourceFile.parse(name, bytes, faults)
        .filter(file -> SCHEMA.admits(file, faults))
        .flatMap(file -> Document.of(file, faults).guarded(house -> read(house, set, faults)));
  }

  private static Optional<HouseFile> read(
      Document house, UnaryOperator<NumberScheme> set, Faults faults) {
    var seller =
        house.names().contains("seller") ? SellerFields.seller(house) : Optional.<Seller>empty();
    var numbers = house.optionalMapping(NUMBERS).flatMap(given -> given.guarded(HouseFile::scheme));
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    var now = numbers.map(set);
    if (!now.equals(numbers)) {
      house.fault(NUMBERS, "is set to %s and can never be changed".formatted(now.orElseThrow()));
    }
    return Optional.of(new HouseFile(now, seller, house));
  }

  private static Optional<NumberScheme> scheme(Document numbers) {
    var digits = numbers.integer("digits");
    return numbers.read("format", format -> new NumberScheme(format, digits));
  }
}
