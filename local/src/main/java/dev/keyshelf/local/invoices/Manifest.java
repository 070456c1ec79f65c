package dev.keyshelf.local.invoices;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of what an export wrote, and of what is not there.
 *
 * @param partner whose invoices they are
 * @param from the first month
 * @param to the last month
 * @param complete false until the export has ended
 * @param documents the issued documents of these months
 * @param files each file of the folder but the manifest, in the order in which they were written
 * @param absent what a document or a month has no file for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Manifest(
    String partner,
    String from,
    String to,
    boolean complete,
    List<Issued> documents,
    List<Filed> files,
    List<Absent> absent) {
  /** The manifest's name in the folder. */
  static final String NAME = "manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  Manifest {
    documents = List.copyOf(documents);
    files = List.copyOf(files);
    absent = List.copyOf(absent);
  }

  /**
   * An issued document.
   *
   * @param files the rendered files that the server keeps of it
   */
  record Issued(String number, String type, String month, String currency, List<Kept> files) {
    /** Copies the list. */
    Issued {
      files = List.copyOf(files);
    }
  }

  /** A file as the server keeps it, by its digest. */
  record Kept(String format, String sha256, long bytes) {}

  /**
   * A file of the folder.
   *
   * @param name with slashes, relative to the folder
   * @param number of its document; absent for a statement
   * @param currency of its document; absent for a statement
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Filed(
      String name,
      String sha256,
      long bytes,
      @Nullable String number,
      String month,
      @Nullable String currency,
      String format) {}

  /**
   * What there is no file for.
   *
   * @param number of its document; absent for a statement or a whole month
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Absent(
      @Nullable String number,
      String month,
      @Nullable String currency,
      String format,
      List<Reason> reasons) {
    /** Copies the list. */
    Absent {
      reasons = List.copyOf(reasons);
    }
  }

  /** Why a file is not there: what is missing at a place of the operator's files. */
  record Reason(String field, String reason) {
    @Override
    public String toString() {
      return field + " " + reason;
    }
  }

  /** Reads the manifest of a folder; empty if it has none. */
  static Optional<Manifest> in(Path folder) {
    var file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Manifest.class));
    } catch (JsonProcessingException malformed) {
      throw new UserFault(file + " is not the manifest of an export", malformed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean isOf(String whose, YearMonth first, YearMonth last) {
    return partner.equals(whose) && from.equals(first.toString()) && to.equals(last.toString());
  }

  /** Returns whose months they are, in words. */
  String subject() {
    return "%s from %s to %s".formatted(partner, from, to);
  }

  /** Returns one line about what was exported. */
  String summary() {
    return "%s: %s documents in %s files, %s are not there"
        .formatted(subject(), documents.size(), files.size(), absent.size());
  }

  /** Returns the manifest as text. */
  String text() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
