package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.identity.SpokenLanguage;

/** The words of documents, in all languages. {@code %s} stands for a value. */
enum Word {
  INVOICE("Invoice", "发票", "發票", "청구서", "Счет"),
  CREDIT_NOTE("Credit note", "贷项通知单", "抵免通知單", "크레딧 전표", "Кредит-нота"),
  PREVIEW("PREVIEW", "PREVIEW 预览", "PREVIEW 預覽", "PREVIEW 미리 보기", "PREVIEW Предварительный счет"),
  PREVIEW_NOTE(
      "This is a preview. It has no number, and entries can be added until it is issued.",
      "本文件为预览，没有编号。开具之前还可能增加条目。",
      "本文件為預覽，沒有號碼。開立之前還可能增加項目。",
      "이 문서는 미리 보기이며 번호가 없습니다. 발행되기 전까지 항목이 추가될 수 있습니다.",
      "Это предварительный документ без номера. До выставления могут добавиться записи."),
  SELLER("Seller", "卖方", "賣方", "공급자", "Продавец"),
  BUYER("Buyer", "买方", "買方", "구매자", "Покупатель"),
  VAT_NUMBER("VAT number", "税号", "稅籍號碼", "세금 등록 번호", "Налоговый номер"),
  REGISTRATION_NUMBER("Registration number", "注册号", "登記號碼", "등록 번호", "Регистрационный номер"),
  ELECTRONIC_ADDRESS("Electronic address", "电子地址", "電子地址", "전자 주소", "Электронный адрес"),
  CONTACT("Contact", "联系人", "連絡人", "연락처", "Контакт"),
  NUMBER("Number", "编号", "號碼", "번호", "Номер"),
  ISSUED_ON(
      "Date of issue (UTC)", "开具日期 (UTC)", "開立日期 (UTC)", "발행일(UTC)", "Дата выставления (UTC)"),
  MONTH("Month", "月份", "月份", "월", "Месяц"),
  DUE_ON("Due on (UTC)", "付款期限 (UTC)", "付款期限 (UTC)", "납부 기한(UTC)", "Оплатить до (UTC)"),
  BUYER_REFERENCE("Buyer reference", "买方参考号", "買方參考號碼", "구매자 참조 번호", "Ссылка покупателя"),
  PAYMENT_TERMS("Payment terms", "付款条件", "付款條件", "결제 조건", "Условия оплаты"),
  CURRENCY("Currency", "币种", "幣別", "통화", "Валюта"),
  DAYS_AFTER_ISSUE(
      "%s days after issue", "开具后 %s 天", "開立後 %s 天", "발행 후 %s일", "%s дн. после выставления"),
  AT_ONCE("Due at once", "立即支付", "立即支付", "즉시 납부", "Сразу"),
  LINES("Lines", "明细", "明細", "명세", "Строки"),
  DATE("Date (UTC)", "日期 (UTC)", "日期 (UTC)", "날짜(UTC)", "Дата (UTC)"),
  TITLE("Title", "标题", "標題", "제목", "Наименование"),
  QUANTITY("Quantity", "数量", "數量", "수량", "Кол-во"),
  UNIT_PRICE("Unit price", "单价", "單價", "단가", "Цена"),
  NET("Without tax", "不含税", "未稅", "세금 제외", "Без налога"),
  RATE("Tax rate", "税率", "稅率", "세율", "Ставка"),
  TAX("Tax", "税额", "稅額", "세액", "Налог"),
  GROSS("With tax", "含税", "含稅", "세금 포함", "С налогом"),
  ORDER("Order", "订单", "訂單", "주문", "Заказ"),
  CUSTOMER("Customer", "客户", "客戶", "고객", "Клиент"),
  PURCHASE_ORDER("Purchase order", "采购订单", "採購訂單", "구매 주문", "Заказ на покупку"),
  REFERENCE("Reference", "参考号", "參考號碼", "참조 번호", "Ссылка"),
  COST_CENTRE("Cost centre", "成本中心", "成本中心", "비용 센터", "Центр затрат"),
  TERM("Term", "期限", "期限", "기간", "Срок"),
  CREDIT_OF_INVOICE(
      "Credit of a charge on %s (%s)",
      "%s (%s) 收费的信用额度", "%s (%s) 收費的抵免額", "%s (%s) 청구에 대한 크레딧", "Кредит за начисление в %s (%s)"),
  CREDIT_OF_THIS(
      "Credit of a charge on this document (%s)",
      "本单据 (%s) 收费的信用额度",
      "本單據 (%s) 收費的抵免額",
      "이 문서(%s) 청구에 대한 크레딧",
      "Кредит за начисление в этом документе (%s)"),
  CREDIT_OF_MONTH(
      "Credit of a charge of %s, whose document is not issued yet",
      "%s 收费的信用额度，其单据尚未开具",
      "%s 收費的抵免額，其單據尚未開立",
      "%s 청구에 대한 크레딧(문서 미발행)",
      "Кредит за начисление за %s, документ еще не выставлен"),
  CREDIT("Credit", "信用额度", "抵免額", "크레딧", "Кредит"),
  CALCULATION("Calculation", "计算", "計算", "계산", "Расчет"),
  DAYS_OF("%1$s of %2$s days", "%1$s/%2$s 天", "%1$s/%2$s 天", "%1$s/%2$s일", "%1$s из %2$s дн."),
  CREDITS_NOTHING(
      "these terms credit nothing",
      "条款规定不予退还",
      "條款規定不予退還",
      "약관상 크레딧 없음",
      "по условиям ничего не засчитывается"),
  GRANTED(
      "granted: %s of %s", "批准 %s（共 %s）", "核准 %s（共 %s）", "%2$s 중 %1$s 승인", "одобрено: %s из %s"),
  REASON("Reason", "原因", "原因", "이유", "Причина"),
  SIGNS(
      "Charges are positive, and credits are negative.",
      "收费为正数，信用额度为负数。",
      "收費為正數，抵免額為負數。",
      "청구는 양수, 크레딧은 음수입니다.",
      "Начисления положительны, кредиты отрицательны."),
  SIGNS_OF_CREDIT_NOTE(
      "Charges are positive, and credits are negative. The total is negative: you have a credit of"
          + " this amount.",
      "收费为正数，信用额度为负数。总计为负数，即您获得的信用额度。",
      "收費為正數，抵免額為負數。總計為負數，即您獲得的抵免額。",
      "청구는 양수, 크레딧은 음수입니다. 합계가 음수이며, 이 금액이 고객님의 크레딧입니다.",
      "Начисления положительны, кредиты отрицательны. Итог отрицателен: на эту сумму у вас"
          + " кредит."),
  CARRIED_OVER("Carried over", "转下页", "轉下頁", "다음 페이지로 이월", "Перенос"),
  BROUGHT_FORWARD("Brought forward", "承上页", "承上頁", "이전 페이지에서 이월", "Перенесено"),
  TAXES("Taxes", "税款", "稅款", "세금 내역", "Налоги"),
  TOTAL("Total", "总计", "總計", "합계", "Итого"),
  TAX_ADDED("Tax added to the prices", "价外加税", "價外加稅", "가격에 세금 추가", "Налог сверх цены"),
  TAX_INCLUDED("Prices include tax", "价格含税", "價格含稅", "세금 포함 가격", "Цены с учетом налога"),
  UNTAXED("No tax added", "未加税", "未加稅", "세금 추가 없음", "Налог не добавлен"),
  ZERO_RATED("Zero rated", "零税率", "零稅率", "영세율", "Нулевая ставка"),
  EXEMPT("Exempt from tax", "免税", "免稅", "면세", "Освобождено от налога"),
  REVERSE_CHARGE(
      "Reverse charge: the buyer owes the tax",
      "反向征税：由买方缴税",
      "反向徵稅：由買方繳稅",
      "대리납부: 구매자가 세금 납부",
      "Обратное начисление: налог платит покупатель"),
  INTRA_COMMUNITY("Intra-Community supply", "欧盟内部供应", "歐盟內部供應", "EU 역내 공급", "Поставка внутри ЕС"),
  EXPORT("Export, free of tax", "出口，免税", "出口，免稅", "수출, 면세", "Экспорт без налога"),
  OUT_OF_SCOPE("Outside the scope of tax", "不属征税范围", "不屬課稅範圍", "과세 대상 아님", "Вне сферы налога"),
  SETTLEMENT("Settlement", "结算", "結算", "정산", "Расчеты"),
  CARRIED_IN(
      "Credit from earlier invoices",
      "以前发票结转的信用额度",
      "先前發票結轉的抵免額",
      "이전 청구서에서 이월된 크레딧",
      "Кредит из прошлых счетов"),
  DUE("Amount due", "应付金额", "應付金額", "납부할 금액", "К оплате"),
  CARRIED_OUT(
      "Credit carried to the next invoice",
      "结转到下一张发票的信用额度",
      "結轉到下一張發票的抵免額",
      "다음 청구서로 이월되는 크레딧",
      "Кредит, переходящий на следующий счет"),
  NOTHING_DUE("Nothing is due.", "无需付款。", "無需付款。", "납부할 금액이 없습니다.", "Оплачивать ничего не нужно."),
  BANK_ACCOUNT("Bank account", "银行账户", "銀行帳戶", "은행 계좌", "Банковский счет"),
  BANK("Bank", "银行", "銀行", "은행", "Банк"),
  ACCOUNT("Account", "账号", "帳號", "계좌 번호", "Счет"),
  HOLDER("Account holder", "户名", "戶名", "예금주", "Владелец счета"),
  PAGE("Page %s of %s", "第 %s 页，共 %s 页", "第 %s 頁，共 %s 頁", "%s/%s 페이지", "Страница %s из %s"),
  STATEMENT("Statement of account", "对账单", "對帳單", "거래 명세서", "Выписка по счету"),
  OPEN(
      "This statement is open. Further entries can follow.",
      "本对账单尚未结账，可能还有后续条目。",
      "本對帳單尚未結帳，可能還有後續項目。",
      "이 명세서는 마감되지 않았으며 항목이 추가될 수 있습니다.",
      "Выписка не закрыта. Могут добавиться записи."),
  CLOSED(
      "This statement is closed and does not change.",
      "本对账单已结账，不会更改。",
      "本對帳單已結帳，不會變更。",
      "이 명세서는 마감되어 변경되지 않습니다.",
      "Выписка закрыта и не изменится."),
  NO_ACCOUNTS(
      "This month has no balance and no entries.",
      "本月没有余额和条目。",
      "本月沒有餘額和項目。",
      "이 달에는 잔액과 항목이 없습니다.",
      "За этот месяц нет баланса и записей."),
  SIGNS_OF_STATEMENT(
      "A negative amount lowers your balance. A negative balance is your credit.",
      "负数金额会减少您的余额。负余额是您的信用额度。",
      "負數金額會減少您的餘額。負餘額是您的抵免額。",
      "음수 금액은 잔액을 줄입니다. 음수 잔액은 고객님의 크레딧입니다.",
      "Отрицательная сумма уменьшает баланс. Отрицательный баланс — ваш кредит."),
  STATEMENT_OF_CHARGES("Statement of charges", "收费清单", "收費清單", "청구 내역서", "Ведомость начислений"),
  PREVIEW_OF_CHARGES(
      "PREVIEW", "PREVIEW 预览", "PREVIEW 預覽", "PREVIEW 미리 보기", "PREVIEW Предварительная ведомость"),
  NO_INVOICE(
      "This is not an invoice. It has no invoice number and shows no tax.",
      "本文件不是发票，没有发票编号，也不显示税款。",
      "本文件不是發票，沒有發票號碼，也不顯示稅款。",
      "이 문서는 청구서가 아닙니다. 청구서 번호가 없으며 세금을 표시하지 않습니다.",
      "Это не счет. Номера счета нет, налог не указан."),
  MONTH_OPEN(
      "This month is not closed. Further charges and credits can follow.",
      "本月尚未结账，可能还有后续收费和信用额度。",
      "本月尚未結帳，可能還有後續收費和抵免額。",
      "이 달은 마감되지 않았으며 청구와 크레딧이 추가될 수 있습니다.",
      "Месяц не закрыт. Могут добавиться начисления и кредиты."),
  CHARGES("Charges", "收费", "收費", "청구", "Начисления"),
  CREDITS("Credits", "信用额度", "抵免額", "크레딧", "Кредиты"),
  ENTRY("Entry", "条目", "項目", "항목", "Запись"),
  AMOUNT("Amount", "金额", "金額", "금액", "Сумма"),
  BALANCE("Balance", "余额", "餘額", "잔액", "Баланс"),
  OPENING("Opening balance", "期初余额", "期初餘額", "기초 잔액", "Входящий баланс"),
  CLOSING("Closing balance", "期末余额", "期末餘額", "기말 잔액", "Исходящий баланс"),
  OF_MONTH("month %s", "月份 %s", "月份 %s", "%s월분", "за месяц %s"),
  PAYMENT("Payment %s", "付款 %s", "付款 %s", "납부 %s", "Оплата %s"),
  PAYOUT("Payout %s", "支付给合作伙伴 %s", "支付給合作夥伴 %s", "지급 %s", "Выплата %s"),
  REVERSAL(
      "Reversal %s of %s", "撤销 %2$s (%1$s)", "撤銷 %2$s (%1$s)", "%2$s 취소 %1$s", "Отмена %s (%s)"),
  PAID_ON("Paid on %s", "付款日期 %s", "付款日期 %s", "납부일 %s", "Дата платежа %s"),
  FOR_INVOICE("For invoice %s", "用于发票 %s", "用於發票 %s", "청구서 %s", "По счету %s"),
  OVERPAID(
      "Paid too much: %s became credit",
      "多付金额：%s 转为信用额度", "多付金額：%s 轉為抵免額", "초과 납부: %s 크레딧으로 전환", "Переплата: %s стало кредитом"),
  ORDERED_BY_MISTAKE("Ordered by mistake", "误下单", "誤下單", "잘못 주문함", "Заказано по ошибке"),
  WRONG_PRODUCT("Wrong product", "产品有误", "產品有誤", "다른 제품", "Не тот продукт"),
  CUSTOMER_CHANGED_MIND(
      "The customer changed its mind", "客户改变主意", "客戶改變心意", "고객의 변심", "Клиент передумал"),
  TECHNICAL_PROBLEM("Technical problem", "技术问题", "技術問題", "기술 문제", "Техническая проблема"),
  OTHER("Another reason", "其他原因", "其他原因", "다른 이유", "Другая причина"),
  NOT_STATED("Not stated", "未说明", "未說明", "밝히지 않음", "Не указана");

  private final String english;
  private final String simplified;
  private final String traditional;
  private final String korean;
  private final String russian;

  Word(String english, String simplified, String traditional, String korean, String russian) {
    this.english = english;
    this.simplified = simplified;
    this.traditional = traditional;
    this.korean = korean;
    this.russian = russian;
  }

  /** Returns the word in a language. */
  String in(SpokenLanguage language) {
    return switch (language) {
      case ENGLISH -> english;
      case SIMPLIFIED_CHINESE -> simplified;
      case TRADITIONAL_CHINESE -> traditional;
      case KOREAN -> korean;
      case RUSSIAN -> russian;
    };
  }

  /** Returns the word for a type of document. */
  static Word of(DocumentType type) {
    return switch (type) {
      case INVOICE -> INVOICE;
      case CREDIT_NOTE -> CREDIT_NOTE;
    };
  }
}
