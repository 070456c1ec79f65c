package dev.keyshelf.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.aws.SqsQueue.Message;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Via;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import dev.keyshelf.local.redrive.DeadLetter.Nothing;
import dev.keyshelf.local.redrive.DeadLetter.Start;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterReaderTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());

  /** A function of the template, and an event that starts it. */
  record Started(String function, String event) {}

  private static DeadLetter read(String body) {
    // In a stack, a rule's physical id is its logical one between other texts.
    return new LetterReader(TEMPLATE, name -> Optional.of(name.replace("shop-", "")))
        .event(new Message("m", "r", body, Map.of()));
  }

  private static Stream<Started> started() {
    return TEMPLATE.functions().stream()
        .flatMap(
            function ->
                Stream.concat(
                    function.schedules().stream()
                        .map(
                            schedule ->
                                new Started(
                                    function.logicalId(),
                                    scheduled(function.logicalId() + schedule.name()))),
                    function.objectsCreated().stream().map(each -> created(function, each))));
  }

  private static String scheduled(String rule) {
    return "{\"source\":\"aws.events\",\"resources\":[\"arn:aws:events:eu-west-1:1:rule/shop-%s\"]}"
        .formatted(rule);
  }

  private static Started created(FunctionDeclaration function, ObjectCreated subscription) {
    var object =
        "{\"object\":{\"key\":\"%s2026-11%s\"}}"
            .formatted(subscription.prefix(), subscription.suffix());
    return new Started(
        function.logicalId(),
        subscription.via() == Via.NOTIFICATION
            ? "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":%s}]}".formatted(object)
            : "{\"source\":\"aws.s3\",\"detail\":%s}".formatted(object));
  }

  @ParameterizedTest
  @MethodSource("started")
  void namesEachFunctionThatAScheduleOrAFileStarts(Started started) {
    var letter = read(started.event());

    assertThat(letter.function()).contains(started.function());
    assertThat(letter.remedy()).isEqualTo(new Start(started.function(), started.event()));
  }

  /** KeepAwake's event is written in the template, and has no rule. */
  @Test
  void namesTheFunctionThatAnEventTells() {
    var input =
        RawTemplate.read(Settings.defaultTemplate())
            .properties("KeepAwake")
            .at("/Events/Schedule/Properties/Input/!Sub")
            .asText();

    assertThat(read(input).function()).contains("KeepAwake");
    assertThat(read("{\"detail\":{\"function\":\"NoSuch\"}}").function()).isEmpty();
  }

  @Test
  void doesNotCheckAVersionAgain() {
    var letter = read("{\"DeploymentId\":\"d-1\",\"LifecycleEventHookExecutionId\":\"e\"}");

    assertThat(letter.function()).contains("CheckVersion");
    assertThat(letter.remedy()).isInstanceOf(Nothing.class);
  }

  @Test
  void namesThePipeWhoseRecordsWereNotRead() {
    var letter =
        read(
            "{\"context\":{\"partnerResourceArn\":\"arn:aws:pipes:eu-west-1:1:pipe/shop-EventPipe\","
                + "\"condition\":\"RecordAgeExceeded\"},\"DDBStreamBatchInfo\":{}}");

    assertThat(letter.function()).contains("EventPipe");
    assertThat(letter.cause()).isEqualTo("RecordAgeExceeded");
    assertThat(letter.remedy()).isInstanceOf(Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "[1]",
        "{\"source\":\"aws.events\",\"resources\":[\"arn:aws:events:eu-west-1:1:rule/other\"]}",
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"artifacts/a.iso\"}}}]}"
      })
  void startsNothingThatItDoesNotKnow(String body) {
    assertThat(read(body).function()).isEmpty();
    assertThat(read(body).remedy()).isInstanceOf(Nothing.class);
  }

  @Test
  void tellsACauseInOneShortLine() {
    var message =
        new Message("m", "r", "{}", Map.of("ErrorMessage", "a\n\tb\u001b[31m " + "x".repeat(900)));

    var cause = new LetterReader(TEMPLATE, Optional::of).event(message).cause();

    assertThat(cause).startsWith("a b [31m xxx").endsWith("...").hasSize(303);
  }
}
