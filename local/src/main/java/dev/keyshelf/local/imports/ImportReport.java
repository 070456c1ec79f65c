package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What an import did.
 *
 * @param uploaded the keys of all objects, in the order they were uploaded
 * @param answers what the functions that listen answered, in the order they were told
 */
public record ImportReport(List<String> uploaded, List<Answer> answers) {

  /**
   * One function's answer to one object.
   *
   * @param body what the function answered; a missing node when it failed
   * @param faults each as one line that begins with the file it was found in; none when the
   *     function took everything
   */
  public record Answer(String key, String function, JsonNode body, List<String> faults) {
    public Answer {
      faults = List.copyOf(faults);
    }

    /** Whether the function has anything to say of the object. */
    boolean isToBeTold() {
      return !body.path("ignored").asBoolean();
    }

    /** What became of the object, in a few words. */
    public String summary() {
      if (body.isMissingNode()) {
        return "failed";
      }
      if (body.path("unread").isEmpty() && !faults.isEmpty()) {
        return body.isEmpty() ? "waits" : "refused";
      }
      return body.path("unchanged").asBoolean()
          ? "is the current one already"
          : body.path("imported").asText() + " imported" + known();
    }

    /** Where keys are that were not imported, since they were there before. */
    private String known() {
      var places = new StringJoiner("; ", ", known already: ", "").setEmptyValue("");
      for (var place : body.path("knownIn")) {
        places.add(
            "%s in %s%s"
                .formatted(
                    place.path("keys").asText(),
                    place.path("pool").asText("a pool that was not recorded"),
                    place.has("batch") ? ", batch " + place.path("batch").asText() : ""));
      }
      return places.toString();
    }
  }

  public ImportReport {
    uploaded = List.copyOf(uploaded);
    answers = List.copyOf(answers);
  }

  /** All faults, each as one line that begins with the file it was found in. */
  public List<String> faults() {
    List<String> lines = new ArrayList<>();
    answers.forEach(answer -> lines.addAll(answer.faults()));
    return lines;
  }
}
