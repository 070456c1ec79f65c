package dev.keyshelf.local.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The licences that poms name. */
final class Licences {
  /** The names of licences in poms, each with the SPDX id of the OSI-approved licence it means. */
  private static final Map<String, String> APPROVED =
      Map.ofEntries(
          Map.entry("Apache 2.0", "Apache-2.0"),
          Map.entry("Apache License Version 2.0", "Apache-2.0"),
          Map.entry("Apache License, Version 2.0", "Apache-2.0"),
          Map.entry("Apache-2.0", "Apache-2.0"),
          Map.entry("The Apache License, Version 2.0", "Apache-2.0"),
          Map.entry("The Apache Software License, Version 2.0", "Apache-2.0"),
          Map.entry("The Apache Software License, version 2.0", "Apache-2.0"),
          Map.entry("BSD-2-Clause", "BSD-2-Clause"),
          Map.entry("The BSD 2-Clause License", "BSD-2-Clause"),
          Map.entry("BSD-3-Clause", "BSD-3-Clause"),
          Map.entry("EPL 2.0", "EPL-2.0"),
          Map.entry("EPL-2.0", "EPL-2.0"),
          Map.entry("GPL2 w/ CPE", "GPL-2.0-only"),
          Map.entry("MIT", "MIT"),
          Map.entry("MIT License", "MIT"),
          Map.entry("MIT-0", "MIT-0"));

  private final Path repository;

  /** Creates a reader that finds parents of poms in the given local repository. */
  Licences(Path repository) {
    this.repository = repository;
  }

  /** Returns the SPDX id of the approved licence that the text names, or empty if there is none. */
  static Optional<String> approved(String text) {
    return Optional.ofNullable(APPROVED.get(text));
  }

  /** Returns whether the SPDX id is that of an approved licence. */
  static boolean isApproved(String id) {
    return APPROVED.containsValue(id);
  }

  /** Returns the licences that the library's pom names, or else those of its nearest parent. */
  List<String> of(Library library) throws IOException {
    var pom =
        repository
            .resolve(library.group().replace('.', '/'))
            .resolve(library.name())
            .resolve(library.version())
            .resolve(library.name() + "-" + library.version() + ".pom");
    return Files.exists(pom) ? of(Files.readAllBytes(pom)) : List.of();
  }

  /** Returns the licences that a pom names, or else those of its nearest parent with any. */
  List<String> of(byte[] pom) throws IOException {
    if (pom.length == 0) {
      return List.of();
    }
    var project = parse(pom);
    List<String> names = new ArrayList<>();
    for (var licences : children(project, "licenses")) {
      for (var licence : children(licences, "license")) {
        names.add(text(licence, "name"));
      }
    }
    var parents = children(project, "parent");
    if (!names.isEmpty() || parents.isEmpty()) {
      return names;
    }
    var parent = parents.getFirst();
    return of(
        new Library(text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version")));
  }

  private static Element parse(byte[] pom) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(pom)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException malformed) {
      throw new IOException("a pom is malformed", malformed);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }
}
