package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import did.
 *
 * @param uploaded the keys of all objects, in the order they were uploaded
 * @param answers what the functions that listen answered, in the order they were told
 */
public record ImportReport(List<String> uploaded, List<Answer> answers) {

  /** One function's answer to one object; {@code faults} is empty when it took everything. */
  public record Answer(String key, String function, JsonNode body, List<String> faults) {
    public Answer {
      faults = List.copyOf(faults);
    }
  }

  public ImportReport {
    uploaded = List.copyOf(uploaded);
    answers = List.copyOf(answers);
  }

  /** All faults, each as one line that begins with the object it was found in. */
  public List<String> faults() {
    List<String> lines = new ArrayList<>();
    for (Answer answer : answers) {
      answer.faults().forEach(fault -> lines.add(answer.key() + ": " + fault));
    }
    return lines;
  }
}
