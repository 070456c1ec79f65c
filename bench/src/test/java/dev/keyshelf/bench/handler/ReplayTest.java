package dev.keyshelf.bench.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.bench.handler.Answers.Answer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Replay replay = new Replay(List.of(answer("Get", 200), answer("Write", 400)));

  private static Answer answer(String target, int status) {
    var body = target.getBytes(StandardCharsets.UTF_8);
    return new Answer(target, status, Map.of("x-made-for", List.of(target)), body);
  }

  private HttpURLConnection asked(String target) throws IOException {
    var url = URL.of(URI.create("http://nowhere.invalid/"), replay.connections());
    var connection = (HttpURLConnection) url.openConnection();
    connection.setRequestProperty(Replay.TARGET, target);
    connection.setDoOutput(true);
    connection.getOutputStream().write(1);
    return connection;
  }

  @Test
  void repeatsTheAnswersInOrder() throws Exception {
    for (int round = 0; round < 2; round++) {
      assertThat(asked("Get").getInputStream()).hasContent("Get");
      var write = asked("Write");
      assertThat(write.getResponseCode()).isEqualTo(400);
      assertThat(write.getHeaderFields()).containsEntry("x-made-for", List.of("Write"));
    }
    assertThatCode(replay::requireAtItsEnd).doesNotThrowAnyException();
  }

  @Test
  void failsIfTheLastRequestIsNotTheLastOne() throws Exception {
    asked("Get").connect();

    assertThatThrownBy(replay::requireAtItsEnd).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void failsAfterARequestOutOfOrder() throws Exception {
    assertThatThrownBy(() -> asked("Write")).hasMessageContaining("asked for Write");
    asked("Write").connect();

    assertThatThrownBy(replay::requireAtItsEnd).isInstanceOf(IllegalStateException.class);
  }
}
