package dev.keyshelf.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** An element of an answer in AWS's query protocol, which is XML. */
record QueryAnswer(Element element) {
  /** Reads the result of an answer. */
  static QueryAnswer of(InputStream xml) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var answer = new QueryAnswer(factory.newDocumentBuilder().parse(xml).getDocumentElement());
      return answer
          .children()
          .filter(child -> child.name().endsWith("Result"))
          .findFirst()
          .orElseThrow(() -> new IOException("an answer has no result"));
    } catch (SAXException malformed) {
      throw new IOException("an answer is not XML", malformed);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String name() {
    return element.getTagName();
  }

  private Stream<QueryAnswer> children() {
    var nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(node -> new QueryAnswer((Element) node));
  }

  /** Returns the text of a child; empty if there is none. */
  Optional<String> text(String name) {
    return children()
        .filter(child -> child.name().equals(name))
        .map(child -> child.element.getTextContent().strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** Returns the members of a list. */
  Stream<QueryAnswer> all(String list) {
    return each(list).flatMap(QueryAnswer::children);
  }

  /** Returns the children of a name, as SQS repeats them in place of a list. */
  Stream<QueryAnswer> each(String name) {
    return children().filter(child -> child.name().equals(name));
  }
}
