package dev.keyshelf.documents.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The metadata of a document as XMP, with the identifier of PDF/UA-1. */
final class Xmp {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/";
  private static final String PDF = "http://ns.adobe.com/pdf/1.3/";
  private static final String UA = "http://www.aiim.org/pdfua/ns/id/";
  private static final String META = "adobe:ns:meta/";

  private Xmp() {}

  /** Returns the packet. */
  static byte[] of(TaggedPdf.About about, String producer) {
    var packet = new ByteArrayOutputStream();
    try {
      var xml =
          XMLOutputFactory.newFactory()
              .createXMLStreamWriter(packet, StandardCharsets.UTF_8.name());
      xml.writeProcessingInstruction("xpacket", "begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"");
      xml.writeStartElement("x", "xmpmeta", META);
      xml.writeNamespace("x", META);
      xml.writeStartElement("rdf", "RDF", RDF);
      xml.writeNamespace("rdf", RDF);
      xml.writeStartElement("rdf", "Description", RDF);
      for (var name : new String[][] {{"dc", DC}, {"xmp", XMP}, {"pdf", PDF}, {"pdfuaid", UA}}) {
        xml.writeNamespace(name[0], name[1]);
      }
      xml.writeAttribute("rdf", RDF, "about", "");
      list(xml, "title", "Alt", about.title());
      list(xml, "creator", "Seq", about.author());
      list(xml, "language", "Bag", about.language().tag());
      text(xml, "pdf", PDF, "Producer", producer);
      if (about.issuedAt().isPresent()) {
        var at = about.issuedAt().get().truncatedTo(ChronoUnit.SECONDS).toString();
        text(xml, "xmp", XMP, "CreateDate", at);
      }
      text(xml, "pdfuaid", UA, "part", "1");
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeProcessingInstruction("xpacket", "end=\"r\"");
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return packet.toByteArray();
  }

  private static void list(XMLStreamWriter xml, String name, String kind, String value)
      throws XMLStreamException {
    xml.writeStartElement("dc", name, DC);
    xml.writeStartElement("rdf", kind, RDF);
    xml.writeStartElement("rdf", "li", RDF);
    if (kind.equals("Alt")) {
      xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "x-default");
    }
    xml.writeCharacters(value);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void text(
      XMLStreamWriter xml, String prefix, String space, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(prefix, name, space);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }
}
