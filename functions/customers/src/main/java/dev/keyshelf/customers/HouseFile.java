package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.billing.NumberScheme;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An operator's file about itself. */
final class HouseFile {
  private static final FileSchema SCHEMA = FileSchema.named("house");
  private static final String NUMBERS = "invoiceNumbers";

  private HouseFile() {}

  /**
   * Reads the scheme of a file's invoice numbers. Returns empty if the file has faults.
   *
   * @param set sets a scheme and returns the one that is set now; called only if the file has no
   *     other fault. Another scheme is a fault, since none can be changed
   */
  static Optional<NumberScheme> read(
      String name, byte[] bytes, UnaryOperator<NumberScheme> set, Faults faults) {
    return SourceFile.parse(name, bytes, faults)
        .filter(file -> SCHEMA.admits(file, faults))
        .flatMap(file -> Document.of(file, faults).guarded(house -> numbers(house, set)));
  }

  private static Optional<NumberScheme> numbers(Document house, UnaryOperator<NumberScheme> set) {
    var scheme = house.mapping(NUMBERS).guarded(HouseFile::scheme);
    var now = scheme.map(set);
    if (!now.equals(scheme)) {
      house.fault(NUMBERS, "is set to %s and can never be changed".formatted(now.orElseThrow()));
    }
    return now;
  }

  private static Optional<NumberScheme> scheme(Document numbers) {
    var digits = numbers.integer("digits");
    return numbers.read("format", format -> new NumberScheme(format, digits));
  }
}
