package dev.keyshelf.local.documents;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words by which a reader finds its way on a printed document, in a language.
 *
 * @param creditOf the words beside the number of the document with a credit's charge, which is the
 *     first group
 */
record Tongue(
    String invoice,
    String creditNote,
    String customer,
    String total,
    String carriedIn,
    String due,
    String carriedOut,
    Pattern creditOf,
    boolean hasDecimalComma) {
  private static final String NUMBER = "([A-Za-z0-9._/-]+) \\([0-9]{4}-[0-9]{2}\\)";

  private static final Map<String, Tongue> ALL =
      Map.of(
          "en",
          new Tongue(
              "Invoice",
              "Credit note",
              "Customer: ",
              "Total",
              "Credit from earlier invoices",
              "Amount due",
              "Credit carried to the next invoice",
              Pattern.compile("Credit of a charge on " + NUMBER),
              false),
          "zh-Hans",
          new Tongue(
              "发票",
              "贷项通知单",
              "客户: ",
              "总计",
              "以前发票结转的信用额度",
              "应付金额",
              "结转到下一张发票的信用额度",
              Pattern.compile(NUMBER + " 收费的信用额度"),
              false),
          "zh-Hant",
          new Tongue(
              "發票",
              "抵免通知單",
              "客戶: ",
              "總計",
              "先前發票結轉的抵免額",
              "應付金額",
              "結轉到下一張發票的抵免額",
              Pattern.compile(NUMBER + " 收費的抵免額"),
              false),
          "ko",
          new Tongue(
              "청구서",
              "크레딧 전표",
              "고객: ",
              "합계",
              "이전 청구서에서 이월된 크레딧",
              "납부할 금액",
              "다음 청구서로 이월되는 크레딧",
              Pattern.compile(NUMBER + " 청구에 대한 크레딧"),
              false),
          "ru",
          new Tongue(
              "Счет",
              "Кредит-нота",
              "Клиент: ",
              "Итого",
              "Кредит из прошлых счетов",
              "К оплате",
              "Кредит, переходящий на следующий счет",
              Pattern.compile("Кредит за начисление в " + NUMBER),
              true));

  static Tongue of(String tag) {
    var tongue = ALL.get(tag);
    if (tongue == null) {
      throw new AssertionError("no words for " + tag);
    }
    return tongue;
  }

  /** Reads a number as the language writes it. */
  BigDecimal number(String text) {
    var digits =
        hasDecimalComma
            ? text.replaceAll("[ \u00A0]", "").replace(',', '.')
            : text.replace(",", "");
    return new BigDecimal(digits);
  }
}
