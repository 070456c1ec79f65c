package dev.keyshelf.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import org.junit.jupiter.api.Test;

class DeskTest {
  @Test
  void eachCallStartsADownloadOfItsOwn() {
    var template = Settings.defaultTemplate().toAbsolutePath();
    try (var machine = OneMachine.start(Settings.inMemory(template).withPort(0));
        var agent = new Agent(machine)) {
      var desk = new Desk(machine.functions(), template.resolveSibling("events"));

      var left =
          Work.START_DOWNLOAD.events(desk, agent, 3).stream()
              .map(event -> desk.invoke("StartDownload", event).path("body").asText())
              .map(body -> body.replaceFirst(".*\"downloadsLeft\":([0-9]+).*", "$1"));

      assertThat(left).containsExactly("49", "48", "47");
    }
  }
}
