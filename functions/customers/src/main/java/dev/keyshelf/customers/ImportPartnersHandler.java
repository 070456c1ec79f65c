package dev.keyshelf.customers;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyshelf.api.Document;
import dev.keyshelf.api.ImportHandler;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code imports/partners/*.yaml}: says what partners are now. */
public final class ImportPartnersHandler extends ImportHandler {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final BucketFiles files;
  private final Partners partners;

  /** For Lambda. */
  public ImportPartnersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ImportPartnersHandler(Wiring wiring) {
    this.files = wiring.bucketFiles();
    this.partners = wiring.partners();
  }

  @Override
  protected Report importObject(String key, Instant suppliedAt) {
    var faults = new ArrayList<String>();
    var read = files.read(key).map(bytes -> read(key, bytes, faults)).orElse(List.of());
    if (!faults.isEmpty()) {
      return new Report(0, faults);
    }
    partners.publish(read, suppliedAt);
    return new Report(read.size(), List.of());
  }

  private static List<Partner> read(String key, byte[] yaml, List<String> faults) {
    try {
      var document = Document.of(key, YAML.readTree(yaml), faults);
      var read = document.list("partners", ImportPartnersHandler::partner);
      document.refuseUnknown();
      return read;
    } catch (IOException malformed) {
      faults.add(key + ": not YAML");
      return List.of();
    }
  }

  private static Optional<Partner> partner(Document document) {
    var id = document.read("id", PartnerId::new);
    var name = document.text("name");
    var suspended = document.flag("suspended");
    var programs = Set.copyOf(document.texts("eligiblePrograms", Function.identity()));
    return id.map(known -> new Partner(known, name, suspended, programs));
  }
}
