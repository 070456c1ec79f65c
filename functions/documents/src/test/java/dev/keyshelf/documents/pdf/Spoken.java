package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.PageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Documents whose customers have names in their language, and the text of files. */
final class Spoken {
  private static final List<String> TITLES =
      List.of(
          "Windows Server 2019 Standard",
          "SQL Server 2022 Standard - 2 Core License Pack",
          "Microsoft 365 Business Premium",
          "Visio Plan 2",
          "Exchange Online (Plan 1)");

  private Spoken() {}

  /** Returns an invoice with so many lines, of which each tenth is a credit. */
  static InvoiceDocument of(int lines, SpokenLanguage language) {
    var drawn = ExampleDocument.in("EUR").in(language, PageSize.A4).carriedIn("-12.50");
    var names = names(language);
    for (var i = 0; i < lines; i++) {
      drawn.forCustomer(ExampleDocument.customer(names.get(i % names.size()), "DE"));
      drawn.referring(
          new References(
              Optional.of("PO-" + (4711 + i * i)),
              Optional.of("Rack " + (i % 13 + 1)),
              Optional.of("CC-" + (300 + 7 * i))));
      var title = TITLES.get(i % TITLES.size());
      var item = Item.taxed(title, i + 1, "1" + i + "." + (10 + 37 * i % 90), "0.19");
      if (i % 10 == 9) {
        drawn.credit("ORDERED_BY_MISTAKE", item);
      } else {
        drawn.charge(item);
      }
    }
    return drawn.build();
  }

  static List<String> names(SpokenLanguage language) {
    return switch (language) {
      case ENGLISH -> List.of("Fabrikam, Inc.", "Tailspin Toys", "Wide World Importers");
      case SIMPLIFIED_CHINESE -> List.of("北京客户科技有限公司", "上海软件贸易有限公司", "深圳市数据服务股份有限公司");
      case TRADITIONAL_CHINESE -> List.of("高雄客戶資訊有限公司", "臺北軟體股份有限公司", "新竹資料服務有限公司");
      case KOREAN -> List.of("부산고객 주식회사", "서울소프트웨어 주식회사", "대전데이터 서비스");
      case RUSSIAN -> List.of("ЗАО «Заказчик»", "ООО «Северное сияние»", "АО «Данные»");
    };
  }

  /** Returns the text of a file, page by page, with one blank for each space. */
  static List<String> pages(byte[] file) throws IOException {
    try (var document = Loader.loadPDF(file)) {
      var pages = new ArrayList<String>();
      for (var page = 1; page <= document.getNumberOfPages(); page++) {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(blanks(stripper.getText(document)));
      }
      return pages;
    }
  }

  /** Returns the text of a file, with one blank for each space. */
  static String text(byte[] file) throws IOException {
    return String.join(" ", pages(file));
  }

  /** Returns text with one blank for each space. */
  static String blanks(String text) {
    return text.replaceAll("[\\s\\u00A0]+", " ").strip();
  }
}
