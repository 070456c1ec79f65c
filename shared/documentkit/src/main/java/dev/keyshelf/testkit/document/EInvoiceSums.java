package dev.keyshelf.testkit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Calculates an e-invoice again where the public rules allow a difference: they let the price of a
 * line be wrong by 0.02, and the taxable amount of a rate by less than 1.
 */
public final class EInvoiceSums {
  private EInvoiceSums() {}

  /** Returns each amount that differs from what it is calculated from. */
  public static List<String> differences(byte[] file) {
    var document = read(file);
    var differences = new ArrayList<String>();
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (var line : elements(document.getDocumentElement(), "InvoiceLine", "CreditNoteLine")) {
      var net = amount(line, "LineExtensionAmount");
      var quantity = amount(line, "InvoicedQuantity", "CreditedQuantity");
      var price = amount(line, "PriceAmount");
      var base =
          elements(line, "BaseQuantity").isEmpty() ? BigDecimal.ONE : amount(line, "BaseQuantity");
      if (price.multiply(quantity).compareTo(net.multiply(base)) != 0) {
        differences.add("line %s: %s x %s / %s".formatted(net, quantity, price, base));
      }
      sums.merge(category(line, "ClassifiedTaxCategory"), net, BigDecimal::add);
    }
    for (var tax : elements(document.getDocumentElement(), "TaxSubtotal")) {
      var category = category(tax, "TaxCategory");
      var taxable = amount(tax, "TaxableAmount");
      var sum = sums.getOrDefault(category, BigDecimal.ZERO);
      if (taxable.compareTo(sum) != 0) {
        differences.add("%s: %s, not %s".formatted(category, taxable, sum));
      }
    }
    return differences;
  }

  private static String category(Element in, String name) {
    var category = elements(in, name).getFirst();
    var code = elements(category, "ID").getFirst().getTextContent();
    return elements(category, "Percent").stream()
        .findFirst()
        .map(percent -> code + " " + percent.getTextContent())
        .orElse(code);
  }

  private static BigDecimal amount(Element in, String... names) {
    return new BigDecimal(elements(in, names).getFirst().getTextContent());
  }

  private static List<Element> elements(Element in, String... names) {
    var found = new ArrayList<Element>();
    for (var name : names) {
      var nodes = in.getElementsByTagNameNS("*", name);
      IntStream.range(0, nodes.getLength())
          .mapToObj(nodes::item)
          .map(Element.class::cast)
          .forEach(found::add);
    }
    return found;
  }

  private static Document read(byte[] file) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(file));
    } catch (ParserConfigurationException | SAXException | IOException failed) {
      throw new IllegalArgumentException("the file is no XML", failed);
    }
  }
}
