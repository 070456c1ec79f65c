package dev.keyshelf.activity;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ListActivityUsers;
import dev.keyshelf.domain.activity.ReadActivity;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Reply;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * {@code GET /v1/activity?from=&to=}: who touched what, newest first; a page in JSON, or an export
 * as a table. {@code GET /v1/activity/users}: who saw keys or started downloads, each user once.
 */
public final class ReadActivityHandler extends PartnerHandler {
  private static final String JSON = "application/json";

  private final ReadActivity readActivity;
  private final UsersOfTheLog users;
  private final Exports exports;

  /** Creates the handler in Lambda, from its environment. */
  public ReadActivityHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadActivityHandler(Wiring wiring) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN,
        Role.REFERRAL_ADMIN,
        Role.MARKETING_CONTENT_ADMIN);
    this.readActivity = new ReadActivity(wiring.activityLog());
    this.users =
        new UsersOfTheLog(
            new ListActivityUsers(wiring.activityLog()), wiring.customers(), wiring.exports());
    this.exports = wiring.exports();
  }

  @Override
  protected String[] mediaTypes() {
    return new String[] {JSON, Csv.MEDIA_TYPE};
  }

  @Override
  protected Reply answer(Call call) {
    var wantsTable = call.request().accepts(Csv.MEDIA_TYPE) && !call.request().accepts(JSON);
    if (call.request().route().endsWith("/users")) {
      return users.answer(call, wantsTable);
    }
    var asked = ActivityQuestion.of(call);
    return wantsTable ? export(call, asked) : page(call, asked);
  }

  private Answer page(Call call, ActivityQuestion asked) {
    var question = asked.question();
    var limit = asked.paging().limit();
    var page = readActivity.page(call.partner(), question, limit, asked.after(), call.act());
    var json =
        Json.object().put("from", question.from().toString()).put("to", question.to().toString());
    asked
        .paging()
        .addTo(
            json, "items", page.records(), ActivityFormats::json, page.next().map(asked::endingAt));
    return Answer.ok(json).notStored();
  }

  /** Exports records. If not all fit, the {@code Link} header leads to the rest. */
  private Answer export(Call call, ActivityQuestion asked) {
    var question = asked.question();
    var export = readActivity.export(call.partner(), question, asked.after(), call.act());
    var name = "activity-%s-%s.csv".formatted(day(question.from()), day(question.to()));
    var csv = Csv.of(call.request());
    var answer =
        CsvAnswer.of(
            exports,
            call.partner(),
            csv,
            name,
            rows -> ActivityFormats.rows(export.records(), csv, rows));
    return export
        .next()
        .map(next -> answer.withHeader("Link", asked.linkTo(call, next)))
        .orElse(answer)
        .notStored();
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
