package dev.keyshelf.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.bench.aws.AwsScript.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script that measures cold starts on AWS, with a stand-in for the AWS CLI. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class StartsScriptTest {
  /**
   * A stack of three functions: Buy has an alias and a log in JSON, Old has neither, and the API
   * may not call Night. Each version starts with each call, except for the first one of what
   * clients call.
   */
  private static final String AWS =
      """
      #!/usr/bin/env bash
      echo "$*" >> "$STAND_IN/calls"
      [[ -z $FAILS || "$*" != *"$FAILS"* ]] || { echo "An error occurred ($WHY) when calling" >&2; exit 254; }
      option() { local said="$2"; said="${said#*--$1 }"; echo "${said%% --*}"; }
      case "$1 $2" in
        "cloudformation list-stack-resources")
          printf '%s\\t%s\\t%s\\n' AWS::Lambda::Function Buy shop-Buy-1 AWS::Lambda::Function Old shop-Old-1 \\
            AWS::Lambda::Function Night shop-Night-1 AWS::SQS::Queue Wakes shop-Wakes-1 \\
            AWS::Lambda::Alias BuyAliaslive arn:aws:lambda:us-east-1:000000000000:function:shop-Buy-1:live ;;
        "lambda get-policy")
          [[ "$*" != *Night* ]] || { echo "An error occurred (ResourceNotFoundException)" >&2; exit 254; }
          echo '{"Statement":[{"Principal":{"Service":"apigateway.amazonaws.com"}}]}' ;;
        "lambda get-account-settings") echo 100 ;;
        "lambda get-function-configuration") [[ "$*" == *MemorySize* ]] && echo 1024 || echo "Sells, and tells" ;;
        "lambda publish-version") n=$(grep -c "lambda publish-version" "$STAND_IN/calls"); echo $((n + 6)) ;;
        "lambda invoke")
          qualifier=$(option qualifier "$*")
          restored=,\\"restoreDurationMs\\":196.4
          init=$'\\tInit Duration: 900.00 ms'
          [[ "$qualifier" =~ ^[0-9]+$ ]] || ! mkdir "$STAND_IN/warm-$qualifier" 2> /dev/null || { restored="" init=""; }
          if [ "$qualifier" = '$LATEST' ]; then
            log=$(printf 'START RequestId: a-1\\nREPORT RequestId: a-1\\tDuration: 3.20 ms\\tBilled Duration: 904 ms\\tMemory Size: 1024 MB\\tMax Memory Used: 150 MB%s\\n' "$init")
          else
            log='{"type":"platform.start"}
      {"time":"t","type":"platform.report","record":{"requestId":"b-2","metrics":{"durationMs":3.1,"billedDurationMs":200,"memorySizeMB":1024,"maxMemoryUsedMB":140'"$restored"'},"status":"success"}}'
          fi
          printf '200\\tNone\\t%s\\n' "$(base64 -w 0 <<< "$log")" ;;
      esac
      """;

  @TempDir Path folder;

  private AwsScript script;

  @BeforeEach
  void standIn() throws IOException {
    script = AwsScript.of("starts", folder, AWS);
  }

  private Ran run(String... options) throws IOException, InterruptedException {
    return runFailing("", options);
  }

  private Ran runFailing(String fails, String... options) throws IOException, InterruptedException {
    return script.run(Map.of("FAILS", fails, "WHY", "TooManyRequestsException"), options);
  }

  private static List<String> changes(Ran ran) {
    return ran.calls().stream()
        .filter(call -> call.matches("lambda (update|publish|delete).*"))
        .map(call -> call.replaceAll(" --query.*", "").replaceAll("\\([0-9]+\\)", "(N)"))
        .toList();
  }

  private Ran measure(String function, String fails, String... further)
      throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--stack",
                "shop",
                "--yes",
                "--functions",
                function,
                "--forced",
                "4",
                "--natural",
                "3",
                "--at-once",
                "3",
                "--pause",
                "0"));
    options.addAll(List.of(further));
    return runFailing(fails, options.toArray(String[]::new));
  }

  private List<String> rows() throws IOException {
    var lines = Files.readAllLines(folder.resolve("starts-shop.csv"));
    return lines.subList(1, lines.size());
  }

  @Test
  void saysWhatItCostsAndDoesNothingWithoutAYes() throws Exception {
    var ran = run("--stack", "shop");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output())
        .contains(
            "Functions of the stack shop: Buy Old\n",
            "100 forced and 1000 natural starts of each, 50 calls at once.",
            "about 0.19 USD at list prices",
            "Without an alias: Old. Their clients meet cold starts meanwhile.",
            "nothing was done. Add --yes to begin.");
    assertThat(ran.calls()).noneMatch(call -> call.contains("invoke"));
    assertThat(changes(ran)).isEmpty();
    assertThat(folder.resolve("starts-shop.csv")).doesNotExist();
  }

  @Test
  void startsVersionsOfItsOwnAndLeavesTheAliasAsItIs() throws Exception {
    var ran = measure("Buy", "");

    assertThat(ran.output()).contains("| Buy | live | 6 | 200 ms | 200 ms | 5 | 200 ms | 200 ms |");
    assertThat(ran.code()).isZero();
    assertThat(changes(ran))
        .containsExactly(
            "lambda update-function-configuration --function-name shop-Buy-1 --description Starts"
                + " are measured (N)",
            "lambda publish-version --function-name shop-Buy-1",
            "lambda delete-function --function-name shop-Buy-1 --qualifier 7",
            "lambda update-function-configuration --function-name shop-Buy-1 --description Starts"
                + " are measured (N)",
            "lambda publish-version --function-name shop-Buy-1",
            "lambda delete-function --function-name shop-Buy-1 --qualifier 8",
            "lambda update-function-configuration --function-name shop-Buy-1 --description Sells,"
                + " and tells");
    assertThat(ran.calls())
        .filteredOn(call -> call.startsWith("lambda invoke"))
        .allMatch(call -> call.contains("--payload {\"routeKey\":\"keyshelf:probe\"} "))
        .extracting(call -> call.replaceAll(".*--qualifier (\\S+) .*", "$1"))
        .containsExactly(
            "7", "7", "7", "8", "8", "8", "live", "live", "live", "live", "live", "live");
  }

  @Test
  void writesEachCallAlsoThoseThatAreNoStarts() throws Exception {
    measure("Buy", "");

    assertThat(rows())
        .hasSize(12)
        .allMatch(row -> row.matches("Buy,live,(forced|natural),2\\d{3}-.*Z,b-2,,3.1,200,,.*"));
    assertThat(rows()).filteredOn(row -> row.endsWith(",,3.1,200,,196.4,1024,140")).hasSize(11);
    assertThat(rows()).filteredOn(row -> row.endsWith(",,3.1,200,,,1024,140")).hasSize(1);
  }

  @Test
  void changesTheDescriptionOfAFunctionWithoutAnAlias() throws Exception {
    var ran = measure("Old", "");

    assertThat(ran.output())
        .contains("| Old | $LATEST | 5 | 903 ms | 903 ms | 3 | 903 ms | 903 ms |");
    assertThat(ran.code()).isZero();
    assertThat(changes(ran))
        .hasSize(3)
        .allMatch(call -> call.startsWith("lambda update-function-configuration"))
        .last()
        .asString()
        .endsWith("--description Sells, and tells");
    assertThat(rows()).allMatch(row -> row.contains(",a-1,,3.20,904,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Night", "Wakes", "Missing"})
  void callsNothingThatTheApiMayNotCall(String function) throws Exception {
    var ran = measure(function, "");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).contains("no such function behind an API in the stack shop");
    assertThat(ran.calls()).noneMatch(call -> call.contains("invoke"));
    assertThat(changes(ran)).isEmpty();
  }

  @Test
  void removesItsVersionIfItCannotBeUsed() throws Exception {
    var ran = measure("Buy", "wait published-version-active");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(changes(ran))
        .hasSize(4)
        .endsWith(
            "lambda delete-function --function-name shop-Buy-1 --qualifier 7",
            "lambda update-function-configuration --function-name shop-Buy-1 --description Sells,"
                + " and tells");
  }

  @Test
  void tellsWhichStartsAreMissing() throws Exception {
    var ran = measure("Buy", "", "--rounds", "1");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output()).contains("Buy: 3 of 4 forced starts\nBuy: 2 of 3 natural starts\n");
  }

  @Test
  void countsNoRefusedCallAsAStart() throws Exception {
    var ran = measure("Buy", "lambda invoke", "--rounds", "2");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output()).contains("| Buy | live | 0 | | | 0 | | |");
    assertThat(rows())
        .hasSize(12)
        .allMatch(row -> row.endsWith("Z,,TooManyRequestsException,,,,,,"));
  }

  /** Of 100 starts, the 50th and the 99th. Calls without a start and failed ones are none. */
  @Test
  void ranksTheTimesOfStartsOnly() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        "function,called,kind,at,request,failed,duration_ms,billed_ms,init_ms,restore_ms,memory_mb,used_mb");
    IntStream.rangeClosed(1, 100)
        .map(n -> 101 - n)
        .forEach(n -> lines.add("Buy,live,forced,t,r,,%s.4,9,,100.2,1024,140".formatted(n)));
    lines.add("Buy,live,forced,t,r,,9999,9,,,1024,140");
    lines.add("Buy,live,forced,t,r,Unhandled,9999,9,,100,1024,140");
    lines.add("Buy,live,natural,t,r,,3,9,800,,1024,140");
    Files.write(folder.resolve("earlier.csv"), lines);

    var ran = run("--table", "earlier.csv");

    assertThat(ran.code()).isZero();
    assertThat(ran.output())
        .endsWith("| Buy | live | 100 | 151 ms | 200 ms | 1 | 803 ms | 803 ms |\n");
    assertThat(ran.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--natural many, --natural must be a number",
    "--at-once 0, --at-once must be at least 1",
    "--at-once 51, --at-once 51 is more than half of the account's 100 concurrent executions",
    "--out calls, calls exists",
    "--out none/starts.csv, none is no folder",
    "--slow 1, no such option: --slow",
    "--table calls, calls is no file of this script"
  })
  void refusesOptionsThatItCannotFollow(String options, String why) throws Exception {
    var ran = run(("--stack shop --yes " + options).split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).isEqualTo("starts: " + why + "\n");
    assertThat(changes(ran)).isEmpty();
  }
}
