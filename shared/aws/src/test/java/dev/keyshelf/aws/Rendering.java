package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.PARTNER;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.RenderDocuments;
import dev.keyshelf.domain.document.Renderer;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of tests that render documents: renderers that write one line, and the parties. */
final class Rendering {
  final HeldParties parties = new HeldParties();
  final Map<DocumentFormat, Renderer> renderers = new EnumMap<>(DocumentFormat.class);
  final List<Lack> lacks = new ArrayList<>();
  int mostLines = ComposeDocuments.MOST_LINES;

  private final Wiring ports;
  private final StoppedClock clock;

  Rendering(Wiring ports, StoppedClock clock) {
    this.ports = ports;
    this.clock = clock;
    for (var format : DocumentFormat.values()) {
      renderers.put(format, document -> line(document, format));
    }
  }

  static byte[] line(InvoiceDocument document, DocumentFormat format) {
    var number = document.issue().orElseThrow().number();
    var buyer = document.buyer().party().legalName();
    return "%s %s of %s for %s"
        .formatted(format, number, document.settlement().totals().gross(), buyer)
        .getBytes(StandardCharsets.UTF_8);
  }

  static Document aDocument(String number, DocumentFormat format, byte[] file) {
    return new Document(
        PARTNER,
        number,
        DocumentType.INVOICE,
        YearMonth.of(2020, 6),
        Currency.getInstance("USD"),
        format,
        SpokenLanguage.KOREAN,
        PageSize.LETTER,
        Document.digest(file),
        file.length,
        1,
        Instant.parse("2020-07-01T01:00:00.123Z"));
  }

  /** Runs the job with enough time at the time of the clock. */
  RenderDocuments.Report run() {
    return run(ports.documents(), ports.documentFiles(), TimeLeft.ENDLESS);
  }

  RenderDocuments.Report run(Documents documents, DocumentFiles files, TimeLeft timeLeft) {
    var reading = new ReadInvoices(ports.ledger(), ports.invoices());
    var composing = new ComposeDocuments(reading, parties, mostLines);
    return new RenderDocuments(
            new RenderDocuments.Sources(
                ports.partners(), ports.invoices(), reading, parties, composing),
            documents,
            files,
            renderers,
            (_, _) -> List.copyOf(lacks),
            clock::instant)
        .render(clock.instant(), timeLeft);
  }

  /** Imports a partner's company, as an import does. */
  void supplied(PartnerId partner, String name) {
    parties.publish(partner, Optional.of(buyer(name)), Optional.empty(), clock.instant());
    ports.partners().publish(List.of(Situations.aPartner(partner, name, false)), clock.instant());
  }

  void sellerIsSupplied() {
    parties.importedAt = Optional.of(clock.instant());
    parties.seller =
        Optional.of(
            new Seller(
                party("Seller"),
                new BankAccount("1", Optional.empty(), "Bank", Optional.empty()),
                new PaymentTerms(30, Optional.empty()),
                Map.of()));
  }

  private static Buyer buyer(String name) {
    return new Buyer(
        party(name), Optional.empty(), Optional.empty(), SpokenLanguage.ENGLISH, PageSize.A4);
  }

  private static Party party(String name) {
    var address =
        new PostalAddress(
            List.of("1 Street"), "City", Optional.empty(), Optional.empty(), new Market("IE"));
    return new Party(
        name, address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Holds parties in memory. */
  static final class HeldParties implements Parties {
    private final Map<PartnerId, Buyer> buyers = new HashMap<>();
    private final Map<PartnerId, Seller> resellers = new HashMap<>();
    private Optional<Seller> seller = Optional.empty();
    private Optional<Instant> importedAt = Optional.empty();

    void forgetSeller() {
      seller = Optional.empty();
      importedAt = Optional.empty();
    }

    @Override
    public Optional<Seller> seller() {
      return seller;
    }

    @Override
    public Optional<Instant> sellerImportedAt() {
      return importedAt;
    }

    @Override
    public Optional<Buyer> buyer(PartnerId partner) {
      return Optional.ofNullable(buyers.get(partner));
    }

    @Override
    public Optional<Seller> reseller(PartnerId partner) {
      return Optional.ofNullable(resellers.get(partner));
    }

    @Override
    public void publish(Seller published, Instant suppliedAt) {
      seller = Optional.of(published);
    }

    @Override
    public void publish(
        PartnerId partner, Optional<Buyer> buyer, Optional<Seller> reseller, Instant suppliedAt) {
      buyer.ifPresent(each -> buyers.put(partner, each));
      reseller.ifPresent(each -> resellers.put(partner, each));
    }
  }
}
