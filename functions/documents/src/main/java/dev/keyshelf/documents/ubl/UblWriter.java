package dev.keyshelf.documents.ubl;

import dev.keyshelf.domain.money.Money;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the elements of one UBL document. Names have their prefix: {@code cac} for groups and
 * {@code cbc} for values. No element is empty: an absent value writes none.
 */
final class UblWriter {
  private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final boolean negates;

  /** Begins a document. If it negates, amounts are written with the opposite sign. */
  UblWriter(String root, boolean negates) {
    this.negates = negates;
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      xml.writeDefaultNamespace(UBL + root + "-2");
      xml.writeNamespace("cac", UBL + "CommonAggregateComponents-2");
      xml.writeNamespace("cbc", UBL + "CommonBasicComponents-2");
    } catch (XMLStreamException failed) {
      throw failed(failed);
    }
  }

  /** Writes a group. */
  void group(String name, Runnable content) {
    try {
      xml.writeStartElement(name);
      content.run();
      xml.writeEndElement();
    } catch (XMLStreamException failed) {
      throw failed(failed);
    }
  }

  /** Writes a value. */
  void value(String name, String value) {
    element(name, value);
  }

  /** Writes a value that may be absent. */
  void value(String name, Optional<String> value) {
    value.ifPresent(some -> element(name, some));
  }

  /** Writes a value with an attribute. */
  void value(String name, String attribute, String of, String value) {
    element(name, value, attribute, of);
  }

  /** Writes a quantity in pieces. */
  void quantity(String name, long quantity) {
    element(name, Long.toString(quantity), "unitCode", "C62");
  }

  /** Writes an amount with the sign of the document. */
  void amount(String name, Money amount) {
    money(name, negates ? amount.negated() : amount);
  }

  /** Writes an amount as it is. */
  void money(String name, Money amount) {
    var code = amount.currency().getCurrencyCode();
    element(name, amount.amount().toPlainString(), "currencyID", code);
  }

  /** Returns whether amounts are written with the opposite sign. */
  boolean negates() {
    return negates;
  }

  /** Ends the document and returns its bytes. */
  byte[] end() {
    try {
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failed) {
      throw failed(failed);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void element(String name, String value, String... attribute) {
    try {
      xml.writeStartElement(name);
      if (attribute.length > 0) {
        xml.writeAttribute(attribute[0], attribute[1]);
      }
      xml.writeCharacters(value);
      xml.writeEndElement();
    } catch (XMLStreamException failed) {
      throw failed(failed);
    }
  }

  private static IllegalStateException failed(XMLStreamException cause) {
    return new IllegalStateException("a document in memory cannot fail to be written", cause);
  }
}
