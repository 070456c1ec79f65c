package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.NearestNames;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Seller;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** An operator's file of partners. */
final class PartnersFile {
  private static final FileSchema SCHEMA = FileSchema.named("partners");

  private PartnersFile() {}

  /**
   * A partner of the file.
   *
   * @param buyer its company; empty if the file has none
   * @param reseller the company that sells to its customers; empty likewise
   * @param document its place in the file, for notes on it
   */
  record Row(
      Partner partner, Optional<Buyer> buyer, Optional<Seller> reseller, Document document) {}

  /**
   * Reads the partners of a file. Returns empty if it has faults.
   *
   * @param programs supplies the programs of the current catalogue; called once, and only if the
   *     file matches its schema
   * @param owners finds the partner that has a tenant
   */
  static Optional<List<Row>> read(
      String name,
      byte[] bytes,
      Supplier<Set<String>> programs,
      Function<String, Optional<PartnerId>> owners,
      Faults faults) {
    return SourceFile.parse(name, bytes, faults)
        .filter(file -> SCHEMA.admits(file, faults))
        .flatMap(
            file -> {
              var known = programs.get();
              return Document.of(file, faults)
                  .guarded(document -> partners(document, known, owners));
            });
  }

  private static Optional<List<Row>> partners(
      Document document, Set<String> programs, Function<String, Optional<PartnerId>> owners) {
    Set<String> ids = new HashSet<>();
    var rows = document.list("partners", each -> partner(each, ids, programs));
    checkTenants(rows, owners);
    return Optional.of(rows);
  }

  /** A tenant may move from one partner to another in the same file. */
  private static void checkTenants(List<Row> rows, Function<String, Optional<PartnerId>> owners) {
    Set<String> taken = new HashSet<>();
    var ids = rows.stream().map(row -> row.partner().id()).toList();
    for (var row : rows) {
      for (var tenant : row.partner().tenants()) {
        if (!taken.add(tenant)) {
          row.document().fault("tenants", "names %s, as another partner does".formatted(tenant));
        }
        owners
            .apply(tenant)
            .filter(owner -> !ids.contains(owner))
            .ifPresent(
                owner ->
                    row.document()
                        .fault(
                            "tenants",
                            "names %s, which is a tenant of %s".formatted(tenant, owner)));
      }
    }
  }

  private static Optional<Row> partner(Document document, Set<String> ids, Set<String> programs) {
    var id = document.text("id");
    if (!ids.add(id)) {
      document.fault("id", "is used by another partner in this file");
    }
    if (PartnerId.parse(id).isEmpty()) {
      document.fault("id", "is reserved for the records of operators");
    }
    var partner =
        new Partner(
            new PartnerId(id),
            document.words("name"),
            document.flag("suspended"),
            Set.copyOf(document.texts("eligiblePrograms", text -> program(text, programs))),
            Set.copyOf(document.optionalTexts("tenants", text -> text)));
    var buyer =
        document.optionalMapping("buyer").flatMap(given -> given.guarded(BuyerFields::buyer));
    var reseller =
        document.optionalMapping("seller").flatMap(given -> given.guarded(SellerFields::reseller));
    return Optional.of(new Row(partner, buyer, reseller, document));
  }

  private static String program(String text, Set<String> programs) {
    if (!programs.contains(text)) {
      throw new IllegalArgumentException(
          programs.isEmpty()
              ? "there is no catalogue yet; import one, then this file again"
              : "no program of the current catalogue has this name; the nearest: "
                  + String.join(", ", NearestNames.of(text, programs)));
    }
    return text;
  }
}
