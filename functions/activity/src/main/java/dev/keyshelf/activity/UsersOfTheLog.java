package dev.keyshelf.activity;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.activity.ActivityUser;
import dev.keyshelf.domain.activity.ListActivityUsers;
import dev.keyshelf.domain.activity.ListActivityUsers.Found;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Answers who saw keys or started downloads within a range: in JSON, or as a table. */
final class UsersOfTheLog {
  private static final Duration LONGEST_IN_JSON = Duration.ofDays(31);
  private static final Duration LONGEST_TABLE = Duration.ofDays(1_240);

  /** Lambda limits an answer to 6 MB, in which JSON's quotes are escaped. */
  private static final int MOST_BYTES = 3_000_000;

  /** The columns of a table. They are never renamed nor moved; new ones follow the last. */
  private static final Object[] COLUMNS = {
    "user",
    "displayName",
    "keyAccesses",
    "downloads",
    "firstAt",
    "lastAt",
    "customers",
    "customerIds",
    "companyNames"
  };

  private final ListActivityUsers listUsers;
  private final Customers customers;
  private final Exports exports;

  UsersOfTheLog(ListActivityUsers listUsers, Customers customers, Exports exports) {
    this.listUsers = listUsers;
    this.customers = customers;
    this.exports = exports;
  }

  private record Range(Instant from, Instant to) {
    static Range of(Call call, boolean isTable) {
      var parameters = Parameters.of(call.request());
      var asked = TimeRange.ofADay(parameters, call.now());
      var end = earlier(asked.to(), call.now().plusMillis(1));
      var range = new Range(earlier(asked.from(), end), end);
      var longest = isTable ? LONGEST_TABLE : LONGEST_IN_JSON;
      if (Duration.between(range.from(), range.to()).compareTo(longest) > 0) {
        var advice = isTable ? "" : "; text/csv takes %s days".formatted(LONGEST_TABLE.toDays());
        parameters.fault(
            fault("must be at most %s days before to%s".formatted(longest.toDays(), advice)));
      }
      parameters.done();
      return range;
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }

  Reply answer(Call call, boolean isTable) {
    var range = Range.of(call, isTable);
    return switch (listUsers.list(call.partner(), range.from(), range.to())) {
      case Found.TooMany(var from) -> takesTooLong(from);
      case Found.Users found -> answer(call, isTable, range, found);
    };
  }

  /** What is refused is refused before it is recorded as read. */
  private Reply answer(Call call, boolean isTable, Range range, Found.Users found) {
    var names = new CustomerNames(customers, call.partner());
    // No name makes the answer shorter.
    if (!isTable && isTooLarge(json(range, found, names))) {
      return tooLarge();
    }
    var unnamed = names.lookUp(found.users());
    if (unnamed.isPresent()) {
      return takesTooLong(ListActivityUsers.after(unnamed.get().lastAt(), range.to()).from());
    }
    if (isTable) {
      listUsers.recordRead(call.partner(), range.from(), range.to(), found, call.act());
      return table(call, range, found, names);
    }
    var json = json(range, found, names);
    if (isTooLarge(json)) {
      return tooLarge();
    }
    listUsers.recordRead(call.partner(), range.from(), range.to(), found, call.act());
    return Answer.ok(json).notStored();
  }

  private static boolean isTooLarge(ObjectNode json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  private static Problem tooLarge() {
    return tooLong(
        "The users and their customers are too many for one answer in JSON.",
        "must be later; text/csv takes this range");
  }

  private static Problem takesTooLong(Instant from) {
    return tooLong(
        "The range has more records or users than there is time to list.",
        "must be %s or later".formatted(from));
  }

  private static Problem tooLong(String detail, String from) {
    return Problem.of(ProblemCode.RANGE_INVALID, detail).with(fault(from));
  }

  private static Fault fault(String detail) {
    return Fault.ofParameter("from", ProblemCode.RANGE_INVALID, detail);
  }

  private static ObjectNode json(Range range, Found.Users found, CustomerNames names) {
    var json = Json.object();
    json.put("from", range.from().toString()).put("to", range.to().toString());
    json.put("records", found.records());
    var items = json.putArray("items");
    found.users().forEach(user -> json(items.addObject(), user, names));
    return json;
  }

  private static void json(ObjectNode json, ActivityUser user, CustomerNames names) {
    user.user().ifPresent(name -> json.put("user", name));
    user.displayName().ifPresent(name -> json.put("displayName", name));
    json.put("keyAccesses", user.keyAccesses()).put("downloads", user.downloads());
    json.put("firstAt", user.firstAt().toString()).put("lastAt", user.lastAt().toString());
    var listed = json.putArray("customers");
    for (var id : user.customers()) {
      var customer = listed.addObject().put("customerId", id.value());
      names.find(id).ifPresent(name -> customer.put("companyName", name));
    }
    json.put("moreCustomers", user.moreCustomers());
  }

  private Answer table(Call call, Range range, Found.Users found, CustomerNames names) {
    var csv = Csv.of(call.request());
    var fileName =
        "activity-users-%s-%s.csv"
            .formatted(ReadActivityHandler.day(range.from()), ReadActivityHandler.day(range.to()));
    return CsvAnswer.of(
            exports,
            call.partner(),
            csv,
            fileName,
            sink -> {
              sink.accept(csv.row(COLUMNS));
              found.users().forEach(user -> sink.accept(row(csv, user, names)));
            })
        .notStored();
  }

  private static String row(Csv csv, ActivityUser user, CustomerNames names) {
    return csv.row(
        user.user().orElse(""),
        user.displayName().orElse(""),
        user.keyAccesses(),
        user.downloads(),
        user.firstAt().toString(),
        user.lastAt().toString(),
        user.customers().size() + user.moreCustomers(),
        user.customers().stream().map(CustomerId::value).collect(joining("; ")),
        user.customers().stream().map(id -> names.find(id).orElse("")).collect(joining("; ")));
  }
}
