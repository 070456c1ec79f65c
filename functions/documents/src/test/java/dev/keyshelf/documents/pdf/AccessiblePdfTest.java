package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.testkit.document.AccessibilityRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks what PDF/UA-1 asks of a document with headings, lists and tables. */
class AccessiblePdfTest {
  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void breaksNoRuleOfPdfUa(SpokenLanguage language) {
    assertThat(AccessibilityRules.findings(InvoicePdf.render(Spoken.of(40, language)))).isEmpty();
  }

  @Test
  void breaksNoRuleOfPdfUaAsPreviewOrCreditNote() {
    var item = Item.taxed("Windows Server", 3, "33.35", "0.19");
    var preview = ExampleDocument.in("EUR").charge(item).preview().build();
    var creditNote = ExampleDocument.in("EUR").credit("OTHER", item).build();

    assertThat(AccessibilityRules.findings(InvoicePdf.render(preview))).isEmpty();
    assertThat(AccessibilityRules.findings(InvoicePdf.render(creditNote))).isEmpty();
  }

  @Test
  void isFoundWithoutLanguageOrStructure() throws IOException {
    try (var document = document(SpokenLanguage.ENGLISH)) {
      var catalog = document.getDocumentCatalog().getCOSObject();
      catalog.removeItem(COSName.LANG);
      catalog.removeItem(COSName.STRUCT_TREE_ROOT);
      var bare = new ByteArrayOutputStream();
      document.save(bare);

      assertThat(AccessibilityRules.findings(bare.toByteArray()))
          .anyMatch(finding -> finding.startsWith("7.1-11 "))
          .anyMatch(finding -> finding.startsWith("7.2-"));
    }
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void hasLanguageTitleAndIdentifier(SpokenLanguage language) throws IOException {
    try (var document = document(language)) {
      var catalog = document.getDocumentCatalog();
      assertThat(catalog.getLanguage()).isEqualTo(language.tag());
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      var title = document.getDocumentInformation().getTitle();
      assertThat(title).endsWith("KS-2026-000042");
      assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
          .contains(title, "<pdfuaid:part>1</pdfuaid:part>");
    }
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void tagsAllContentOrMarksItAsArtifact(SpokenLanguage language) throws IOException {
    try (var document = document(language)) {
      for (var page : document.getPages()) {
        var marks = marks(page);
        var parents = parents(document, page);
        assertThat(parents.size()).isEqualTo(marks.size());
        for (var i = 0; i < marks.size(); i++) {
          assertThat(marks.get(i)).isEqualTo(i);
          var element = (COSDictionary) parents.getObject(i);
          assertThat(contents(element)).contains(i);
          assertThat(element.getCOSDictionary(COSName.PG)).isEqualTo(page.getCOSObject());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void nestsElementsAsTheirTypesAsk(SpokenLanguage language) throws IOException {
    try (var document = document(language)) {
      var tree = document.getDocumentCatalog().getCOSObject();
      var root = tree.getCOSDictionary(COSName.STRUCT_TREE_ROOT).getCOSDictionary(COSName.K);
      assertThat(type(root)).isEqualTo("Document");
      assertThat(children(root).stream().map(AccessiblePdfTest::type))
          .startsWith("H1")
          .containsOnlyOnce("H1")
          .containsOnly("H1", "H2", "P", "L", "Table");
      for (var child : children(root)) {
        switch (type(child)) {
          case "Table" -> table(child);
          case "L" -> list(child);
          default -> assertThat(contents(child)).isNotEmpty();
        }
      }
    }
  }

  private static void table(COSDictionary table) {
    var columns = -1;
    for (var row : children(table)) {
      assertThat(type(row)).isEqualTo("TR");
      var cells = children(row);
      columns = columns < 0 ? cells.size() : columns;
      assertThat(cells).hasSize(columns);
      for (var cell : cells) {
        assertThat(type(cell)).isIn("TH", "TD");
        if (type(cell).equals("TH")) {
          var scope = cell.getCOSDictionary(COSName.A).getNameAsString("Scope");
          assertThat(scope).isIn("Column", "Row");
        }
      }
    }
    assertThat(children(children(table).getFirst()).stream().map(AccessiblePdfTest::type))
        .contains("TH");
  }

  private static void list(COSDictionary list) {
    for (var item : children(list)) {
      assertThat(type(item)).isEqualTo("LI");
      assertThat(children(item).stream().map(AccessiblePdfTest::type))
          .containsExactly("Lbl", "LBody");
    }
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void embedsItsFontsWithTheirCharacters(SpokenLanguage language) throws IOException {
    try (var document = document(language)) {
      var resources = document.getPage(0).getResources();
      for (var name : resources.getFontNames()) {
        var font = resources.getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        assertThat(font.getCOSObject().containsKey(COSName.TO_UNICODE)).isTrue();
      }
    }
  }

  private static PDDocument document(SpokenLanguage language) throws IOException {
    return Loader.loadPDF(InvoicePdf.render(Spoken.of(40, language)));
  }

  /** Returns the numbers of the marks, and refuses text or lines outside of marks. */
  private static List<Integer> marks(PDPage page) throws IOException {
    var marks = new ArrayList<Integer>();
    var operands = new ArrayList<Object>();
    var depth = 0;
    for (var token : new PDFStreamParser(page).parse()) {
      if (!(token instanceof Operator operator)) {
        operands.add(token);
        continue;
      }
      switch (operator.getName()) {
        case "BDC" -> {
          marks.add(((COSDictionary) operands.getLast()).getInt(COSName.MCID));
          depth++;
        }
        case "BMC" -> {
          assertThat(operands).containsExactly(COSName.ARTIFACT);
          depth++;
        }
        case "EMC" -> depth--;
        case "Tj", "f", "S" -> assertThat(depth).isEqualTo(1);
        default -> assertThat(operator.getName()).isNotBlank();
      }
      operands.clear();
    }
    assertThat(depth).isZero();
    return marks;
  }

  private static COSArray parents(PDDocument document, PDPage page) {
    var tree = document.getDocumentCatalog().getCOSObject();
    var numbers =
        tree.getCOSDictionary(COSName.STRUCT_TREE_ROOT)
            .getCOSDictionary(COSName.PARENT_TREE)
            .getCOSArray(COSName.NUMS);
    var key = page.getCOSObject().getInt(COSName.STRUCT_PARENTS);
    assertThat(numbers.getInt(2 * key)).isEqualTo(key);
    return (COSArray) numbers.getObject(2 * key + 1);
  }

  private static String type(COSDictionary element) {
    return element.getNameAsString(COSName.S);
  }

  private static List<COSDictionary> children(COSDictionary element) {
    var children = new ArrayList<COSDictionary>();
    var kids = element.getCOSArray(COSName.K);
    for (var i = 0; i < kids.size(); i++) {
      if (kids.getObject(i) instanceof COSDictionary child) {
        assertThat(child.getCOSDictionary(COSName.P)).isEqualTo(element);
        children.add(child);
      }
    }
    return children;
  }

  private static List<Integer> contents(COSDictionary element) {
    var contents = new ArrayList<Integer>();
    for (var each : element.getCOSArray(COSName.K)) {
      if (each instanceof COSInteger mark) {
        contents.add(mark.intValue());
      }
    }
    return contents;
  }
}
