package dev.keyshelf.billing;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.billing.InvoiceQuestion.Place;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.resale.ReadRebilling.Wanted;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Parameters;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;

/**
 * What is asked of a month's rebilling.
 *
 * @param wanted of which customer and currency alone
 */
record RebillingQuestion(YearMonth month, Wanted wanted, Paging<Place> paging) {
  static RebillingQuestion of(Call call) {
    var month = BilledMonth.of(call);
    var parameters = Parameters.of(call.request());
    var customer = parameters.parsed("customerId", "the id of a customer", CustomerId::parse);
    var currency = BilledMonth.currency(parameters);
    return new RebillingQuestion(
        month,
        new Wanted(customer, currency),
        Paging.of(call, parameters, InvoiceQuestion.places(month), month, customer, currency));
  }

  /** Returns the path of the PDF. */
  String pdf() {
    var query = new ArrayList<String>();
    wanted.customer().ifPresent(customer -> query.add("customerId=" + customer));
    wanted.currency().ifPresent(currency -> query.add("currency=" + currency.getCurrencyCode()));
    var path = "/v1/rebilling/" + month + "/pdf";
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  /** Returns the file name of a CSV. */
  String fileName(Csv csv) {
    return (csv == Csv.FOR_CUSTOMERS ? "customer-rebilling-" : "rebilling-")
        + month
        + wanted.customer().map(customer -> "-" + customer).orElse("")
        + wanted.currency().map(Currency::getCurrencyCode).map(code -> "-" + code).orElse("")
        + ".csv";
  }
}
