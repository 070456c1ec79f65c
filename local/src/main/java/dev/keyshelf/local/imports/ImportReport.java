package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The result of an import.
 *
 * @param uploaded the keys of all objects, in the order of their upload
 * @param answers the answers of the functions that listen, in the order of their invocation
 */
public record ImportReport(List<String> uploaded, List<Answer> answers) {

  /**
   * One function's answer to one object.
   *
   * @param body the function's answer; a missing node if it failed
   * @param faults one line each, which begins with the file; empty if the function accepted the
   *     object
   */
  public record Answer(String key, String function, JsonNode body, List<String> faults) {
    public Answer {
      faults = List.copyOf(faults);
    }

    /** Returns whether the report mentions this answer: the function did not ignore the object. */
    boolean isToBeTold() {
      return !body.path("ignored").asBoolean();
    }

    /** Returns the outcome for the object in a few words. */
    public String summary() {
      if (body.isMissingNode()) {
        return "failed";
      }
      if (body.path("unread").isEmpty() && !faults.isEmpty()) {
        if (body.path("imported").asInt() > 0) {
          return body.path("imported").asText() + " imported, then refused";
        }
        return body.isEmpty() ? "waiting" : "refused";
      }
      return body.path("unchanged").asBoolean()
          ? "unchanged"
          : body.path("imported").asText() + " imported" + known() + countOfNotes();
    }

    /** Returns what the function points out, and is no fault: one line each. */
    public List<String> notes() {
      var notes = new ArrayList<String>();
      for (var note : body.path("notes")) {
        notes.add(
            "%s:%s: %s: %s"
                .formatted(
                    note.path("file").asText(),
                    note.path("line").asText(),
                    note.path("path").asText(),
                    note.path("detail").asText()));
      }
      return notes;
    }

    private String countOfNotes() {
      var notes = body.path("notes").size();
      return notes == 0 ? "" : ", with notes in the report: " + notes;
    }

    /** Returns the places of the keys that were known already, and so not imported. */
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

  /** Returns all faults, one line each, which begins with the file. */
  public List<String> faults() {
    List<String> lines = new ArrayList<>();
    answers.forEach(answer -> lines.addAll(answer.faults()));
    return lines;
  }
}
