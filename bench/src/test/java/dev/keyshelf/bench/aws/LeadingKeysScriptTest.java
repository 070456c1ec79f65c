package dev.keyshelf.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.bench.aws.AwsScript.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the script that asks AWS which keys IAM sees, with a stand-in for the AWS CLI. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class LeadingKeysScriptTest {
  /** Answers as AWS does: the name of a session is its id, and tells which call is denied. */
  private static final String AWS =
      """
      #!/usr/bin/env bash
      echo "${AWS_ACCESS_KEY_ID:-nobody} $1 $2" >> "$STAND_IN/calls"
      case "$1 $2" in
        "sts get-caller-identity") [[ "$*" == *Arn* ]] && echo arn:aws:iam::000000000000:user/a || echo 000000000000 ;;
        "dynamodb create-table") echo arn:aws:dynamodb:us-east-1:000000000000:table/t ;;
        "iam create-role") [ "$FAILS" = role ] && exit 254; echo arn:aws:iam::000000000000:role/r ;;
        "sts assume-role") said="$*"; said="${said#*--role-session-name }"; echo "${said%% *} secret token" ;;
        "dynamodb put-item" | "dynamodb update-item" | "dynamodb transact-write-items")
          [ "$FAILS" = "$AWS_ACCESS_KEY_ID" ] && { echo "An error occurred (ThrottlingException)" >&2; exit 254; }
          [[ " $DENIED " != *" $AWS_ACCESS_KEY_ID "* ]] || { echo "An error occurred (AccessDeniedException)" >&2; exit 254; } ;;
      esac
      """;

  private static final String ALWAYS =
      "reader-other reader-together writer-other writer-alone closed-alone";

  @TempDir Path folder;

  private AwsScript script;

  @BeforeEach
  void standIn() throws IOException {
    script = AwsScript.of("leading-keys", folder, AWS);
  }

  private Ran run(String denied, String fails) throws IOException, InterruptedException {
    return script.run(Map.of("DENIED", denied, "FAILS", fails, "KEYSHELF_PAUSE", "0"));
  }

  private static void hasRemovedAll(Ran ran) {
    assertThat(ran.calls())
        .contains("nobody iam delete-role", "nobody dynamodb delete-table")
        .endsWith("nobody dynamodb delete-table");
  }

  @ParameterizedTest
  @CsvSource({
    "kind closed-together closed-mixed, => its own key",
    "closed-together closed-mixed, => the keys of all actions of its kind",
    "mixed closed-together, => the keys of all actions of the transaction",
    "own mixed, => no key"
  })
  void saysWhichKeysAnActionOfATransactionSees(String denied, String answer)
      throws IOException, InterruptedException {
    var ran = run(ALWAYS + " " + denied, "");

    assertThat(ran.output()).contains(answer + "\n", "denied   put B\n").doesNotContain("<-");
    assertThat(ran.code()).isZero();
    hasRemovedAll(ran);
  }

  @Test
  void namesAnAnswerThatThePoliciesDoNotExpect() throws IOException, InterruptedException {
    var ran = run("kind closed-command reader-other reader-together writer-alone closed-alone", "");

    assertThat(ran.output())
        .contains(
            "denied   put A and update B, in a transaction: each command  <- must be allowed");
    assertThat(ran.code()).isEqualTo(1);
    hasRemovedAll(ran);
  }

  @ParameterizedTest
  @CsvSource({"role", "mixed", "closed-alone"})
  void removesWhatItMadeIfACallFails(String fails) throws IOException, InterruptedException {
    var ran = run(ALWAYS, fails);

    assertThat(ran.code()).isEqualTo(2);
    hasRemovedAll(ran);
  }
}
