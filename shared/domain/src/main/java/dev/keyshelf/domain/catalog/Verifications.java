package dev.keyshelf.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The files to verify, and the imports of catalogues that wait for them. */
public interface Verifications {
  /** Adds a file to verify. Does nothing if the file was added before. */
  void add(Verification verification);

  /** Adds a file to verify, even if it failed before. Does nothing if it is listed already. */
  void addAgain(Verification verification);

  /** Finds the verification of an uploaded file. */
  Optional<Verification> find(String objectKey, String sha256);

  /** Lists the files to verify, without those that failed. */
  List<Verification> list();

  /**
   * Leases a file to a run for {@link Verification#LEASE}, unless another run has a lease.
   *
   * @param run the id of the run
   * @return the verification as it is now; empty if the file was not leased to the run
   */
  Optional<Verification> take(Verification verification, String run, Instant now);

  /**
   * Saves the progress of a run and renews its lease, or saves the failure of the file.
   *
   * @return whether the run still had the lease
   */
  boolean save(Verification verification, String run, Instant now);

  /** Ends the lease of a run, so that the next run can take the file at once. */
  void leave(Verification verification, String run);

  /** Removes a file, since it is verified. */
  void remove(Verification verification);

  /**
   * An import of a catalogue that waits until all its files are verified.
   *
   * @param objectKey of its manifest
   * @param suppliedAt when the manifest was uploaded
   * @param principal who uploaded it
   * @param address the address that it was uploaded from
   * @param requestId of the upload
   */
  record Waiting(
      String objectKey, Instant suppliedAt, String principal, String address, String requestId) {}

  /** Adds an import that waits. It replaces an earlier import with the same manifest. */
  void await(Waiting waiting);

  /** Lists the imports that wait. */
  List<Waiting> waiting();

  /** Removes an import that has waited, unless its manifest was supplied again later. */
  void forget(Waiting waiting);
}
