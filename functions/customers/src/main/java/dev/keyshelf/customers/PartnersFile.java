package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An operator's file of partners. */
final class PartnersFile {
  private static final FileSchema SCHEMA = FileSchema.named("partners");

  private PartnersFile() {}

  /** Gives the partners that a file holds; empty when it has faults. */
  static Optional<List<Partner>> read(String name, byte[] bytes, Faults faults) {
    return SourceFile.parse(name, bytes, faults)
        .filter(file -> SCHEMA.admits(file, faults))
        .flatMap(file -> Document.of(file, faults).guarded(PartnersFile::partners));
  }

  private static Optional<List<Partner>> partners(Document document) {
    Set<String> ids = new HashSet<>();
    return Optional.of(document.list("partners", each -> partner(each, ids)));
  }

  private static Optional<Partner> partner(Document document, Set<String> ids) {
    var id = document.text("id");
    if (!ids.add(id)) {
      document.fault("id", "is another partner's in this file");
    }
    if (PartnerId.parse(id).isEmpty()) {
      document.fault("id", "is the house's own");
    }
    return Optional.of(
        new Partner(
            new PartnerId(id),
            document.text("name"),
            document.flag("suspended"),
            Set.copyOf(document.texts("eligiblePrograms", Function.identity()))));
  }
}
