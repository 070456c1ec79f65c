package dev.keyshelf.orders;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The input of a saving with Azure Hybrid Benefit: two hourly prices and a number of hours. */
record SavingQuestion(BigDecimal windowsVmHourly, BigDecimal linuxVmHourly, BigDecimal hours) {
  /** At most 999,999.999999, so that the saving fits into an amount of any currency. */
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?");

  private static final List<String> NAMES = List.of("windowsVmHourly", "linuxVmHourly", "hours");

  /** Reads the question. It is empty if the request names no rates, and so wants no figure. */
  static Optional<SavingQuestion> of(Request request) {
    var parameters = Parameters.of(request);
    if (NAMES.stream().noneMatch(parameters::has)) {
      parameters.done();
      return Optional.empty();
    }
    var windows = decimal(parameters, "windowsVmHourly");
    var linux = decimal(parameters, "linuxVmHourly");
    var hours = decimal(parameters, "hours");
    if (windows.isPresent() && linux.isPresent() && linux.get().compareTo(windows.get()) > 0) {
      parameters.fault(Fault.ofParameter("linuxVmHourly", "must not be more than windowsVmHourly"));
    }
    parameters.done();
    return Optional.of(
        new SavingQuestion(windows.orElseThrow(), linux.orElseThrow(), hours.orElseThrow()));
  }

  private static Optional<BigDecimal> decimal(Parameters parameters, String name) {
    return parameters.required(
        name,
        "a decimal text from 0 to 999999.999999, such as 0.192",
        text ->
            Optional.of(text).filter(each -> DECIMAL.matcher(each).matches()).map(BigDecimal::new));
  }
}
