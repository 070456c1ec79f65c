package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.aGet;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private static final Answer ONE = Answer.ok(Json.object().put("number", 1));
  private static final Answer TWO = Answer.ok(Json.object().put("number", 2));
  private static final String TAG = tag(ONE);

  @Test
  void differsExactlyWhenTheBodyDoes() {
    assertThat(TAG).isEqualTo(tag(ONE)).isNotEqualTo(tag(TWO)).matches("\"[0-9a-f]{32}\"");
  }

  @Test
  void isTheHashOfTheBytesThatTheClientReceives() {
    var bytes = new byte[] {0, -1, 37};
    var answer = Answer.file("a.pdf", "application/pdf", bytes);

    assertThat(tag(answer)).isEqualTo('"' + Hash.sha256(bytes).substring(0, 32) + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"other\",W/%s ", "*"})
  void answers304WhenNothingHasChanged(String ifNoneMatch) {
    var answer = EntityTag.validated(ONE, aGet("if-none-match", ifNoneMatch.formatted(TAG)));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers()).containsEntry("ETag", TAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"other\"", "w/%s", "x%s", "**", "%sx"})
  void answersInFullWhenTheClientHasAnother(String ifNoneMatch) {
    var answer = EntityTag.validated(ONE, aGet("if-none-match", ifNoneMatch.formatted(TAG)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(ONE.body());
  }

  @Test
  void tagsNoSecretNoCreationAndNoProblem() {
    var get = aGet("if-none-match", "*");

    assertThat(EntityTag.validated(ONE.notStored(), get)).isEqualTo(ONE.notStored());
    var created = Answer.created("/v1/x", Json.object());
    assertThat(EntityTag.validated(created, get)).isEqualTo(created);
    var problem = Problem.notFound().toAnswer("request-1");
    assertThat(EntityTag.validated(problem, get)).isEqualTo(problem);
  }

  private static String tag(Answer answer) {
    return EntityTag.validated(answer, aGet("accept", "*/*")).headers().getOrDefault("ETag", "");
  }
}
