package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.identity.SpokenLanguage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A PDF whose text is tagged, so that it can be read aloud and copied in its order, by PDF/UA-1.
 * The same content has the same bytes: neither a clock nor chance is in them.
 */
final class TaggedPdf implements AutoCloseable {
  /**
   * What a document says about itself.
   *
   * @param author the legal name of the seller
   * @param issuedAt empty in a preview
   */
  record About(String title, String author, SpokenLanguage language, Optional<Instant> issuedAt) {}

  private static final String PRODUCER = "Keyshelf";

  /** Many, because they repeat each other. */
  private static final int OBJECTS_OF_A_STREAM = 20_000;

  private static final float PDF_VERSION = 1.7f;

  static {
    // PDFBox has no other way to say how hard it compresses.
    System.setProperty(Filter.SYSPROP_DEFLATELEVEL, "9");
  }

  private final PDDocument document = new PDDocument();
  private final EmbeddedFonts fonts = new EmbeddedFonts(document);
  private final List<Sheet> sheets = new ArrayList<>();
  private final COSDictionary structure = new COSDictionary();
  private final Element body = new Element(structure);

  /** Returns the element that contains all others. */
  Element body() {
    return body;
  }

  /** Returns the pages in their order. */
  List<Sheet> sheets() {
    return sheets;
  }

  /** Adds a page. */
  Sheet add(PDRectangle size) {
    var page = new PDPage(size);
    page.getCOSObject().setInt(COSName.STRUCT_PARENTS, sheets.size());
    page.getCOSObject().setName("Tabs", "S");
    document.addPage(page);
    var sheet = new Sheet(page, fonts);
    sheets.add(sheet);
    return sheet;
  }

  /** Returns the file. */
  byte[] finish(About about) throws IOException {
    for (var sheet : sheets) {
      sheet.finish(document);
    }
    fonts.finish();
    structure(about);
    about(about);
    var file = new ByteArrayOutputStream();
    document.save(file, new CompressParameters(OBJECTS_OF_A_STREAM));
    return CrossReferences.asDifferences(file.toByteArray());
  }

  private void structure(About about) {
    structure.setItem(COSName.TYPE, COSName.getPDFName("StructTreeRoot"));
    structure.setItem(COSName.K, body.values());
    var numbers = new COSArray();
    for (var sheet : sheets) {
      numbers.add(COSInteger.get(numbers.size() / 2));
      numbers.add(sheet.elements());
    }
    var parents = new COSDictionary();
    parents.setItem(COSName.NUMS, numbers);
    structure.setItem(COSName.PARENT_TREE, parents);
    structure.setInt(COSName.PARENT_TREE_NEXT_KEY, sheets.size());
    var catalog = document.getDocumentCatalog();
    catalog.getCOSObject().setItem(COSName.STRUCT_TREE_ROOT, structure);
    var marked = new PDMarkInfo();
    marked.setMarked(true);
    catalog.setMarkInfo(marked);
    catalog.setLanguage(about.language().tag());
    var shown = new PDViewerPreferences(new COSDictionary());
    shown.setDisplayDocTitle(true);
    catalog.setViewerPreferences(shown);
  }

  private void about(About about) throws IOException {
    document.setVersion(PDF_VERSION);
    // Without an id of its own, PDFBox takes the time.
    document.setDocumentId((long) about.title().hashCode());
    var information = document.getDocumentInformation();
    information.setTitle(about.title());
    information.setAuthor(about.author());
    information.setProducer(PRODUCER);
    about
        .issuedAt()
        .ifPresent(
            at -> information.setCreationDate(GregorianCalendar.from(at.atZone(ZoneOffset.UTC))));
    var metadata = new PDMetadata(document, new ByteArrayInputStream(Xmp.of(about, PRODUCER)));
    document.getDocumentCatalog().setMetadata(metadata);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
