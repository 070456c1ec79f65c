package dev.keyshelf.domain.document;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what the rules of Peppol for single countries ask for. */
final class NationalLacks {
  private static final Market GERMANY = new Market("DE");

  /** The scheme of electronic addresses that are Dutch VAT numbers. */
  private static final String DUTCH_VAT = "9944";

  /** Countries of sellers whose rules ask for what this program does not know. */
  private static final Set<String> UNKNOWN = Set.of("DK", "EL", "GR", "IS", "NL", "NO", "SE");

  private static final Pattern PHONE = Pattern.compile(".*([0-9].*){3,}.*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@([^@.\\s]+\\.)+[^@.\\s]+");
  private static final Pattern DISCOUNT = Pattern.compile("(?m)^\\s*#");

  private final InvoiceDocument document;
  private final List<Lack> lacks = new ArrayList<>();

  private NationalLacks(InvoiceDocument document) {
    this.document = document;
  }

  static List<Lack> of(InvoiceDocument document) {
    var all = new NationalLacks(document);
    var seller = document.seller().party();
    var country = seller.address().country();
    var taxed = seller.vatNumber().map(each -> each.substring(0, Math.min(2, each.length())));
    if (UNKNOWN.contains(country.code()) || taxed.filter(UNKNOWN::contains).isPresent()) {
      all.add(
          "seller.address.country",
          "is one whose own rules for e-invoices are not known: " + country.code());
    }
    if (country.code().equals("IT") || taxed.equals(Optional.of("IT"))) {
      all.postalCode("seller", seller, "Italian sellers must name it");
    }
    dutch("seller", seller).ifPresent(all.lacks::add);
    dutch("buyer", document.buyer().party()).ifPresent(all.lacks::add);
    if (country.equals(GERMANY) && document.buyer().party().address().country().equals(GERMANY)) {
      all.german();
    }
    return all.lacks;
  }

  private static Optional<Lack> dutch(String who, Party party) {
    return party
        .vatNumber()
        .filter(
            number ->
                number.startsWith("NL") && !new ElectronicAddress(DUTCH_VAT, number).hasValidId())
        .map(_ -> new Lack(who + ".vatNumber", "has not the form NL123456789B12"));
  }

  private void german() {
    var between = "German companies must name it on e-invoices to each other";
    postalCode("seller", document.seller().party(), between);
    postalCode("buyer", document.buyer().party(), between);
    var contact = document.seller().party().contact();
    if (contact.isEmpty()) {
      add("seller.contact", "is missing, and " + between);
    } else {
      form("seller.contact.phone", contact.flatMap(PartyContact::phone), PHONE, between);
      form("seller.contact.email", contact.flatMap(PartyContact::email), EMAIL, between);
    }
    if (document.terms().note().filter(note -> DISCOUNT.matcher(note).find()).isPresent()) {
      add("seller.paymentTerms.note", "has a line that begins with #, which means a discount");
    }
    if (document.lines().stream()
        .anyMatch(line -> line.category().equals(Optional.of(TaxCategory.OUT_OF_SCOPE)))) {
      add("lines", "are outside the scope of tax, which German e-invoices cannot be");
    }
  }

  private void form(String field, Optional<String> value, Pattern form, String why) {
    if (value.isEmpty()) {
      add(field, "is missing, and " + why);
    } else if (!form.matcher(value.get()).matches()) {
      add(field, "is malformed, and " + why);
    }
  }

  private void postalCode(String who, Party party, String why) {
    if (party.address().postalCode().isEmpty()) {
      add(who + ".address.postalCode", "is missing, and " + why);
    }
  }

  private void add(String field, String reason) {
    lacks.add(new Lack(field, reason));
  }
}
