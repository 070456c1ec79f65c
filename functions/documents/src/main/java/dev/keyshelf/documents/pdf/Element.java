package dev.keyshelf.documents.pdf;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;

/** An element of a document's structure, such as a heading or a cell of a table. */
final class Element {
  private static final COSName STRUCTURE_TYPE = COSName.S;
  private static final COSName PAGE = COSName.PG;

  private final COSDictionary values = new COSDictionary();
  private final COSArray children = new COSArray();

  /** Creates the document's element. */
  Element(COSDictionary root) {
    this(root, "Document");
  }

  private Element(COSDictionary parent, String type) {
    values.setItem(STRUCTURE_TYPE, COSName.getPDFName(type));
    values.setItem(COSName.P, parent);
    values.setItem(COSName.K, children);
  }

  /** Adds an element. */
  Element add(String type) {
    var child = new Element(values, type);
    children.add(child.values);
    return child;
  }

  /** Adds the head of a column. */
  Element addColumnHead() {
    return add("TH").attribute("Scope", COSName.getPDFName("Column"));
  }

  /** Adds the head of a row. */
  Element addRowHead() {
    return add("TH").attribute("Scope", COSName.getPDFName("Row"));
  }

  private Element attribute(String name, COSBase value) {
    var attributes = new COSDictionary();
    attributes.setDirect(true);
    attributes.setItem(COSName.O, COSName.getPDFName("Table"));
    attributes.setItem(COSName.getPDFName(name), value);
    values.setItem(COSName.A, attributes);
    return this;
  }

  /** Adds marked content of a page. */
  @SuppressWarnings("ReferenceEquality") // Two pages are the same only if they are one object.
  void addContent(PDPage page, int mark) {
    if (!values.containsKey(PAGE)) {
      values.setItem(PAGE, page.getCOSObject());
    }
    if (values.getCOSDictionary(PAGE) == page.getCOSObject()) {
      children.add(COSInteger.get(mark));
      return;
    }
    var elsewhere = new COSDictionary();
    elsewhere.setDirect(true);
    elsewhere.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
    elsewhere.setItem(PAGE, page.getCOSObject());
    elsewhere.setInt(COSName.MCID, mark);
    children.add(elsewhere);
  }

  /** Returns the name that content of it is marked with. */
  COSName type() {
    return values.getCOSName(STRUCTURE_TYPE);
  }

  /** Returns its dictionary. */
  COSDictionary values() {
    return values;
  }
}
