package dev.keyshelf.catalog;

import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.ArtifactFiles.Dropped;
import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.catalog.Verification.Progress;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.file.Sha256;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Hash;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Compares uploaded files with the SHA-256 that a catalogue states, and stores exactly the hashed
 * bytes under that digest. Files of several parts are hashed and stored part by part, so that a
 * later run can continue where an earlier one stopped.
 */
final class FileVerification {
  /** The largest size in bytes of a file that is read as a whole. */
  static final int PART = 8 * 1024 * 1024;

  /** S3's limit. */
  private static final int MOST_PARTS = 10_000;

  private final ArtifactFiles files;
  private final Verifications verifications;
  private final Clock clock;

  FileVerification(ArtifactFiles files, Verifications verifications, Clock clock) {
    this.files = files;
    this.verifications = verifications;
    this.clock = clock;
  }

  /**
   * The result of a run.
   *
   * @param verified how many files match their SHA-256
   * @param failed how many files do not
   * @param left how many files are not compared yet
   */
  record Summary(int verified, int failed, int left) {}

  private enum Result {
    VERIFIED,
    FAILED,
    LEFT
  }

  /** Continues with all files that wait for verification and that no other run works on. */
  Summary run(TimeLeft timeLeft) {
    int verified = 0;
    int failed = 0;
    int left = 0;
    for (var waiting : verifications.list()) {
      switch (timeLeft.isOver() ? Result.LEFT : advance(waiting, timeLeft)) {
        case VERIFIED -> verified++;
        case FAILED -> failed++;
        case LEFT -> left++;
      }
    }
    return new Summary(verified, failed, left);
  }

  /**
   * Verifies a file of at most {@link #PART} bytes.
   *
   * @return why it does not match; empty if it does
   */
  Optional<String> whole(Dropped dropped, String sha256) {
    var bytes = files.read(dropped, 0, Math.toIntExact(dropped.size()));
    if (bytes.isEmpty()) {
      return Optional.of("the object was replaced while it was read; drop the manifest again");
    }
    var actual = Hash.sha256(bytes.get());
    if (!actual.equals(sha256)) {
      return Optional.of(another(actual));
    }
    files.keep(sha256, bytes.get());
    return Optional.empty();
  }

  private static String another(String actual) {
    return "the object's SHA-256 is " + actual;
  }

  private Result advance(Verification waiting, TimeLeft timeLeft) {
    var run = UUID.randomUUID().toString();
    var taken = verifications.take(waiting, run, clock.instant());
    if (taken.isEmpty()) {
      return Result.LEFT;
    }
    try {
      var result = new Run(taken.get(), run, timeLeft).go();
      if (result == Result.LEFT) {
        verifications.leave(waiting, run);
      }
      return result;
    } catch (UnavailableException failure) {
      verifications.leave(waiting, run);
      throw failure;
    }
  }

  /** One run's work on one file. */
  private final class Run {
    private final Verification file;
    private final String id;
    private final TimeLeft timeLeft;

    Run(Verification file, String id, TimeLeft timeLeft) {
      this.file = file;
      this.id = id;
      this.timeLeft = timeLeft;
    }

    Result go() {
      if (files.verifiedSize(file.sha256()).isPresent()) {
        return verified();
      }
      var found = files.find(file.objectKey());
      if (found.isEmpty()) {
        return failed("", "is not in the bucket any more");
      }
      var dropped = found.get();
      if (dropped.size() != file.size()) {
        return failed(dropped.tag(), "the object has %s bytes".formatted(dropped.size()));
      }
      if (dropped.size() <= PART) {
        var fault = whole(dropped, file.sha256());
        return fault.isPresent() ? failed(dropped.tag(), fault.get()) : verified();
      }
      var progress = file.progress().filter(known -> known.tag().equals(dropped.tag()));
      if (progress.isEmpty()) {
        giveUpParts();
      }
      return goOn(dropped, progress.orElseGet(() -> beginning(dropped)));
    }

    private Progress beginning(Dropped dropped) {
      var part = Math.max(PART, Math.toIntExact(Math.ceilDiv(dropped.size(), (long) MOST_PARTS)));
      return new Progress(
          dropped.tag(), files.begin(file.sha256()), part, 0, Sha256.begin().state());
    }

    private Result goOn(Dropped dropped, Progress from) {
      var hash = Sha256.resume(from.hash());
      var progress = from;
      while (progress.offset() < dropped.size()) {
        if (timeLeft.isOver()) {
          return Result.LEFT;
        }
        var count = (int) Math.min(progress.part(), dropped.size() - progress.offset());
        var bytes = files.read(dropped, progress.offset(), count);
        var number = Math.toIntExact(progress.offset() / progress.part()) + 1;
        if (bytes.isEmpty()
            || !files.keepPart(file.sha256(), progress.upload(), number, bytes.get())) {
          return again(progress);
        }
        hash.update(bytes.get());
        progress =
            new Progress(
                progress.tag(),
                progress.upload(),
                progress.part(),
                progress.offset() + count,
                hash.state());
        if (!verifications.save(file.at(progress), id, clock.instant())) {
          return Result.LEFT;
        }
      }
      return ended(dropped, progress, hash.digest());
    }

    private Result ended(Dropped dropped, Progress progress, String actual) {
      if (!actual.equals(file.sha256())) {
        files.abandon(file.sha256(), progress.upload());
        return failed(dropped.tag(), another(actual));
      }
      var parts = Math.toIntExact(Math.ceilDiv(dropped.size(), (long) progress.part()));
      return files.finish(file.sha256(), progress.upload(), parts) ? verified() : again(progress);
    }

    /** Starts again in the next run, because the object or the stored parts have changed. */
    private Result again(Progress progress) {
      files.abandon(file.sha256(), progress.upload());
      verifications.save(file.fromTheStart(), id, clock.instant());
      return Result.LEFT;
    }

    private void giveUpParts() {
      file.progress().ifPresent(known -> files.abandon(file.sha256(), known.upload()));
    }

    private Result verified() {
      giveUpParts();
      verifications.remove(file);
      return Result.VERIFIED;
    }

    private Result failed(String tag, String why) {
      verifications.save(file.failed(new Verification.Failure(tag, why)), id, clock.instant());
      return Result.FAILED;
    }
  }
}
