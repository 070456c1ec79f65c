package dev.keyshelf.documents;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random companies, whose names are in the script of their language. */
final class DrawnParties {
  private final Random draw;

  DrawnParties(Random draw) {
    this.draw = draw;
  }

  /** Draws a seller in Ireland or Germany. */
  Seller seller() {
    var party =
        draw.nextBoolean()
            ? new Party(
                "Keyshelf Software Distribution Ltd",
                address(List.of("70 Sir John Rogerson's Quay"), "Dublin", "D02 R296", "IE"),
                Optional.of("IE6388047V"),
                Optional.of("423412"),
                Optional.of(new ElectronicAddress("9935", "IE6388047V")),
                contact("Accounts receivable", "+353 1 555 0100"))
            : new Party(
                "Schlüsselregal Vertriebs-GmbH",
                address(List.of("Königstraße 1 b", "Hinterhaus"), "Köln", "50667", "DE"),
                Optional.of("DE811569869"),
                Optional.of("HRB 86891"),
                Optional.of(new ElectronicAddress("9930", "DE811569869")),
                contact("Buchhaltung", "+49 221 5550100"));
    return new Seller(party, account(), new PaymentTerms(30, note()), Place.taxesOfAll());
  }

  private BankAccount account() {
    return draw.nextBoolean()
        ? new BankAccount(
            "IE29AIBK93115212345678", Optional.of("AIBKIE2D"), "AIB", Optional.empty())
        : new BankAccount(
            "000123456789",
            Optional.empty(),
            "First Bank of Commerce",
            Optional.of("Keyshelf Collections"));
  }

  /** Draws a buyer whose documents are in any of the languages. */
  Buyer buyer() {
    var languages = SpokenLanguage.values();
    return buyer(
        languages[draw.nextInt(languages.length)],
        draw.nextBoolean() ? PageSize.A4 : PageSize.LETTER);
  }

  /** Draws a buyer whose documents are in this language and on this paper. */
  Buyer buyer(SpokenLanguage language, PageSize size) {
    var party =
        switch (language) {
          case ENGLISH ->
              party(
                  draw.nextBoolean() ? "Contoso Resale & Partners <UK>" : "Müller Handels-GmbH",
                  address(List.of("1 High Street", "Unit 7"), "London", "EC1A 1BB", "GB"),
                  "GB123456789",
                  new ElectronicAddress("9932", "GB123456789"));
          case SIMPLIFIED_CHINESE ->
              party(
                  "上海软件贸易有限公司",
                  address(List.of("浦东新区世纪大道 100 号", "环球金融中心 30 层"), "上海", "200120", "CN"),
                  "CN91310000MA1FL0",
                  new ElectronicAddress("0088", "7300010000001"));
          case TRADITIONAL_CHINESE ->
              party(
                  "臺北軟體經銷股份有限公司",
                  address(List.of("信義區信義路五段 7 號"), "臺北市", "110615", "TW"),
                  "TW53212539",
                  new ElectronicAddress("0088", "7300010000001"));
          case KOREAN ->
              party(
                  "서울소프트웨어유통 주식회사",
                  address(List.of("강남구 테헤란로 152"), "서울", "06236", "KR"),
                  "KR1208147521",
                  new ElectronicAddress("0088", "7300010000001"));
          case RUSSIAN ->
              party(
                  "ООО «Ключевая полка»",
                  address(List.of("ул. Абая, д. 52, офис 14"), "Алматы", "050000", "KZ"),
                  "KZ123456789012",
                  new ElectronicAddress("0088", "7300010000001"));
        };
    return new Buyer(
        party,
        Optional.of("Einkauf 0815").filter(_ -> draw.nextBoolean()),
        Optional.of(new PaymentTerms(draw.nextInt(0, 91), note())).filter(_ -> draw.nextBoolean()),
        language,
        size);
  }

  private Party party(
      String name, PostalAddress address, String vatNumber, ElectronicAddress electronicAddress) {
    return new Party(
        name,
        address,
        Optional.of(vatNumber),
        Optional.of("REG 4711").filter(_ -> draw.nextBoolean()),
        Optional.of(electronicAddress),
        draw.nextBoolean() ? contact("Accounts payable", "+44 20 5550 100") : Optional.empty());
  }

  private Optional<String> note() {
    return draw.nextBoolean()
        ? Optional.of("Net, without deduction. Please state the number.")
        : Optional.empty();
  }

  private static Optional<PartyContact> contact(String name, String phone) {
    return Optional.of(
        new PartyContact(name, Optional.of("accounts@keyshelf.example"), Optional.of(phone)));
  }

  private static PostalAddress address(
      List<String> lines, String city, String postalCode, String country) {
    return new PostalAddress(
        lines, city, Optional.of(postalCode), Optional.empty(), new Market(country));
  }
}
