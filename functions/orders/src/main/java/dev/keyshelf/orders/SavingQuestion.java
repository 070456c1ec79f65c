package dev.keyshelf.orders;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Request;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a caller asks about Azure Hybrid Benefit: two hourly prices and how many hours. */
record SavingQuestion(BigDecimal windowsVmHourly, BigDecimal linuxVmHourly, BigDecimal hours) {
  /** Up to 999,999.999999: no saving is too large for an amount of any currency. */
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?");

  static SavingQuestion of(Request request) {
    var parameters = Parameters.of(request);
    var windows = decimal(parameters, "windowsVmHourly");
    var linux = decimal(parameters, "linuxVmHourly");
    var hours = decimal(parameters, "hours");
    if (windows.isPresent() && linux.isPresent() && linux.get().compareTo(windows.get()) > 0) {
      parameters.fault(Fault.ofParameter("linuxVmHourly", "must not be more than windowsVmHourly"));
    }
    parameters.done();
    return new SavingQuestion(windows.orElseThrow(), linux.orElseThrow(), hours.orElseThrow());
  }

  private static Optional<BigDecimal> decimal(Parameters parameters, String name) {
    return parameters.required(
        name,
        "a decimal text from 0 to 999999.999999, such as 0.192",
        text ->
            Optional.of(text).filter(each -> DECIMAL.matcher(each).matches()).map(BigDecimal::new));
  }
}
