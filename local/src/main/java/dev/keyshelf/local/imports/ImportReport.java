package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

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
   * @param body the function's answer, or its report; a missing node if it failed
   * @param faults one line each, which begins with the file; empty if the function accepted the
   *     object
   */
  public record Answer(String key, JsonNode body, List<String> faults) {
    public Answer {
      faults = List.copyOf(faults);
    }

    /** Returns an answer with the faults that its body tells. */
    static Answer of(String key, JsonNode body) {
      List<String> faults = new ArrayList<>();
      var folder = key.substring(0, key.lastIndexOf('/') + 1);
      body.path("faults").forEach(fault -> faults.add(folder + line(fault)));
      body.path("unread").forEach(fault -> faults.add(folder + line(fault)));
      var more = body.path("moreFaults").asInt();
      if (more > 0) {
        faults.add("%s: and %s more".formatted(key, more));
      }
      return new Answer(key, body, faults);
    }

    /** Formats a fault like compilers do, so that editors and terminals can open the place. */
    private static String line(JsonNode fault) {
      var line = fault.path("line").asInt();
      var path = fault.path("path").asText();
      return "%s%s: %s%s"
          .formatted(
              fault.path("file").asText(),
              line == 0 ? "" : ":" + line,
              path.isEmpty() ? "" : path + ": ",
              fault.path("detail").asText())
          .replaceAll("\\s*\\R\\s*", " ");
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

  /**
   * Returns the report on answers. Those of functions that ignored their objects are left out,
   * except for one fault for each manifest that was not uploaded.
   */
  static ImportReport of(List<String> uploaded, List<Answer> answers) {
    return new ImportReport(
        uploaded,
        Stream.concat(answers.stream(), waiting(answers, uploaded).stream())
            .filter(Answer::isToBeTold)
            .toList());
  }

  /** Returns a fault for each manifest that was not uploaded, on the first file that awaits it. */
  private static Collection<Answer> waiting(List<Answer> answers, List<String> uploaded) {
    Map<String, Answer> first = new LinkedHashMap<>();
    for (var answer : answers) {
      var manifest = answer.body().path("awaits").asText();
      if (!manifest.isEmpty() && !uploaded.contains(manifest)) {
        var fault =
            "%s: is read when %s arrives and lists it; import the whole folder"
                .formatted(answer.key(), manifest);
        first.putIfAbsent(
            manifest,
            new Answer(answer.key(), JsonNodeFactory.instance.objectNode(), List.of(fault)));
      }
    }
    return first.values();
  }

  /** Returns all faults, one line each, which begins with the file. */
  public List<String> faults() {
    List<String> lines = new ArrayList<>();
    answers.forEach(answer -> lines.addAll(answer.faults()));
    return lines;
  }
}
