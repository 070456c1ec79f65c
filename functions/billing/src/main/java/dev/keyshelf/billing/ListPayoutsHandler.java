package dev.keyshelf.billing;

import dev.keyshelf.api.OperatorInvocationHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.ListPayouts;
import dev.keyshelf.domain.billing.ListPayouts.Place;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lists the credits that lie for longer than a limit, for payout. It has no route: the operator
 * invokes it with AWS credentials.
 */
public final class ListPayoutsHandler extends OperatorInvocationHandler {
  private static final Duration RESERVE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final int LONGEST_TEXT = 80;
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,2})(?: (\\S+))?");

  private final ListPayouts listPayouts;

  /** Creates the handler in Lambda, from its environment. */
  public ListPayoutsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ListPayoutsHandler(Wiring wiring) {
    super(wiring.clock());
    this.listPayouts = new ListPayouts(wiring.partners(), wiring.invoices(), wiring.payments());
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    var olderThan =
        event.parsed(
            "olderThan",
            LONGEST_TEXT,
            "a duration of at most ten years, such as P90D",
            ListPayoutsHandler::duration);
    var after =
        event.optionalParsed(
            "after", LONGEST_TEXT, "where an earlier page ended", ListPayoutsHandler::place);
    event.done();
    var page =
        listPayouts.list(olderThan.orElseThrow(), now, after, TimeLeft.atWork().less(RESERVE));
    var json = Json.object();
    var items = json.putArray("items");
    page.credits().forEach(each -> items.add(StatementJson.credit(each)));
    page.next().ifPresent(next -> json.put("after", text(next)));
    return Answer.ok(json);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(each -> !each.isNegative() && each.compareTo(LONGEST) <= 0);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static String text(Place place) {
    return place.shard() + place.partner().map(partner -> " " + partner).orElse("");
  }

  private static Optional<Place> place(String text) {
    var parts = PLACE.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) >= Partners.SHARDS) {
      return Optional.empty();
    }
    var shard = Integer.parseInt(parts.group(1));
    return parts.group(2) == null
        ? Optional.of(new Place(shard, Optional.empty()))
        : PartnerId.parse(parts.group(2)).map(partner -> new Place(shard, Optional.of(partner)));
  }
}
