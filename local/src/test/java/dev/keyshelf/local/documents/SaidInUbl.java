package dev.keyshelf.local.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads an e-invoice. A credit note has all signs turned. It says of an earlier credit only what it
 * uses up, so that what is carried in is taken from another format, and compared with that.
 */
final class SaidInUbl {
  private final Element root;
  private final boolean isCreditNote;

  private SaidInUbl(Element root) {
    this.root = root;
    this.isCreditNote = root.getLocalName().equals("CreditNote");
  }

  static Said of(byte[] xml, Said other) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
      return new SaidInUbl(document.getDocumentElement()).said(other);
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new AssertionError("no XML: " + unreadable.getMessage(), unreadable);
    }
  }

  private Said said(Said other) {
    var sums = only(root, "LegalMonetaryTotal");
    var gross = signed(sums, "TaxInclusiveAmount");
    var payable = new BigDecimal(text(sums, "PayableAmount"));
    var prepaid =
        all(sums, "PrepaidAmount").isEmpty()
            ? BigDecimal.ZERO
            : new BigDecimal(text(sums, "PrepaidAmount"));
    var used = isCreditNote ? BigDecimal.ZERO : other.carriedIn().negate().min(gross);
    require(prepaid.compareTo(used) == 0, "uses up " + used + ", says " + prepaid);
    require(
        gross.abs().subtract(prepaid).compareTo(payable) == 0,
        "%s less %s is not %s".formatted(gross, prepaid, payable));
    var rest = gross.add(other.carriedIn());
    return new Said(
        text(root, "ID"),
        isCreditNote ? "CREDIT_NOTE" : "INVOICE",
        text(root, "DocumentCurrencyCode"),
        signed(sums, "TaxExclusiveAmount"),
        signed(only(root, "TaxTotal"), "TaxAmount"),
        gross,
        other.carriedIn(),
        isCreditNote ? BigDecimal.ZERO : payable,
        rest.min(BigDecimal.ZERO),
        rows());
  }

  private List<Said.Row> rows() {
    var rows = new ArrayList<Said.Row>();
    for (var line : all(root, isCreditNote ? "CreditNoteLine" : "InvoiceLine")) {
      var quantity = text(line, isCreditNote ? "CreditedQuantity" : "InvoicedQuantity");
      var item = only(line, "Item");
      rows.add(
          new Said.Row(
              text(item, "Name"),
              new BigDecimal(quantity).abs().intValueExact(),
              signed(line, "LineExtensionAmount"),
              chargeInvoice(item)));
    }
    return rows;
  }

  private static String chargeInvoice(Element item) {
    for (var property : all(item, "AdditionalItemProperty")) {
      if (text(property, "Name").equals("Charged on invoice")) {
        return text(property, "Value");
      }
    }
    return "";
  }

  private BigDecimal signed(Element parent, String name) {
    var amount = new BigDecimal(text(parent, name));
    return isCreditNote ? amount.negate() : amount;
  }

  private static String text(Element parent, String name) {
    return only(parent, name).getTextContent();
  }

  private static Element only(Element parent, String name) {
    var all = all(parent, name);
    require(all.size() == 1, "%s of %s".formatted(all.size(), name));
    return all.getFirst();
  }

  /** Returns the children with a name, not those further below. */
  private static List<Element> all(Element parent, String name) {
    var all = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        all.add(element);
      }
    }
    return all;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
