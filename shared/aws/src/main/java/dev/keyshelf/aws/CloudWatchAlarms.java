package dev.keyshelf.aws;

import dev.keyshelf.domain.alarm.Alarm;
import dev.keyshelf.domain.alarm.Alarms;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The alarms of the stack in CloudWatch. */
final class CloudWatchAlarms implements Alarms {
  private static final int MOST_PAGES = 20;

  /** CloudFormation names an alarm after the stack, the template's name and a random text. */
  private static final Pattern BELOW_THE_STACK = Pattern.compile("([A-Za-z0-9]+)-[A-Za-z0-9]+");

  private final QueryCalls calls;
  private final URI endpoint;
  private final String prefix;

  /**
   * Reads the alarms whose names begin with a prefix.
   *
   * @param prefix the name of the stack and a hyphen
   */
  CloudWatchAlarms(QueryCalls calls, URI endpoint, String prefix) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.prefix = prefix;
  }

  @Override
  public Source source() {
    return Source.CLOUDWATCH;
  }

  @Override
  public List<Alarm> list() {
    var alarms = new ArrayList<Alarm>();
    Optional<String> next = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      var answer = described(next);
      answer.all("MetricAlarms").forEach(each -> alarm(each).ifPresent(alarms::add));
      next = answer.text("NextToken");
      if (next.isEmpty()) {
        break;
      }
    }
    alarms.sort(Comparator.comparing(Alarm::name));
    return List.copyOf(alarms);
  }

  /** Returns the alarm, unless it belongs to a stack whose name only begins with the same text. */
  private Optional<Alarm> alarm(QueryAnswer member) {
    var whole = member.text("AlarmName").orElse("");
    var name =
        BELOW_THE_STACK.matcher(whole.startsWith(prefix) ? whole.substring(prefix.length()) : "");
    if (!name.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarm(
            name.group(1),
            Alarm.State.valueOf(member.text("StateValue").orElse("INSUFFICIENT_DATA")),
            member.text("AlarmDescription").orElse(""),
            member
                .text("StateTransitionedTimestamp")
                .or(() -> member.text("StateUpdatedTimestamp"))
                .map(Instant::parse),
            member.text("StateReason").orElse("")));
  }

  private QueryAnswer described(Optional<String> next) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("Action", "DescribeAlarms");
    fields.put("Version", "2010-08-01");
    fields.put("AlarmTypes.member.1", "MetricAlarm");
    fields.put("AlarmNamePrefix", prefix);
    fields.put("MaxRecords", "100");
    next.ifPresent(token -> fields.put("NextToken", token));
    return calls.answer(endpoint, fields);
  }
}
