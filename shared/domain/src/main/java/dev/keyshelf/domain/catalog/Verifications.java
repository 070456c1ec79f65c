package dev.keyshelf.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The files that are to be verified, and the imports of catalogues that wait for them. */
public interface Verifications {
  /** Adds a file that is to be verified; of one that is there already nothing changes. */
  void add(Verification verification);

  /** Adds a file anew of which a failure is known; if it is being verified, nothing changes. */
  void addAgain(Verification verification);

  /** Finds the verification of a dropped file. */
  Optional<Verification> find(String objectKey, String sha256);

  /** Lists the files that are to be verified, failures left out. */
  List<Verification> list();

  /**
   * Takes a file, unless another run has it that was heard of within {@link Verification#LEASE}.
   *
   * @param run names the run that takes it
   * @return as it is now
   */
  Optional<Verification> take(Verification verification, String run, Instant now);

  /**
   * Notes how far a run is, or that the file has failed, and keeps it for the run.
   *
   * @return whether the run still had it
   */
  boolean save(Verification verification, String run, Instant now);

  /** Leaves a file to the next run, unless another one has it. */
  void leave(Verification verification, String run);

  /** Removes a file that is verified. */
  void remove(Verification verification);

  /**
   * An import of a catalogue that waits until all its files are verified.
   *
   * @param objectKey of its manifest
   * @param suppliedAt when that was dropped
   * @param principal who dropped it
   * @param address where from
   * @param requestId of the drop
   */
  record Waiting(
      String objectKey, Instant suppliedAt, String principal, String address, String requestId) {}

  /** Has an import wait, in the place of an earlier one of its manifest. */
  void await(Waiting waiting);

  /** Lists the imports that wait. */
  List<Waiting> waiting();

  /** Removes an import that waits no more; one that was supplied later stays. */
  void forget(Waiting waiting);
}
