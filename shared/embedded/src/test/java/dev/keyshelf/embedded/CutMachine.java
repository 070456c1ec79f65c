package dev.keyshelf.embedded;

import dev.keyshelf.embedded.wire.InProcess;
import dev.keyshelf.embedded.wire.Trouble;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A store that writes {@link NumberedTransactions} of one lane. It can copy its files as a power
 * cut would leave them: with all synced data, and with any part of the data written after it.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">The Write-Ahead
 *     Log</a>
 */
final class CutMachine implements AutoCloseable {
  private static final int LOG_HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int PAGE = 8192;

  private final Path file;
  private final Path log;
  private final TableStore store;
  private final DynamoDbClient client;
  private final Thread writing;
  private final SynchronousQueue<Mark> marks = new SynchronousQueue<>();
  private volatile boolean markWanted;
  private volatile boolean ended;

  /**
   * A moment after a commit.
   *
   * @param number the number of the last transaction that was answered
   * @param end where the synced part of the log ends, in bytes
   * @param header the header of the log
   * @param changed when the main file was last changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Mark(long number, long end, byte[] header, FileTime changed) {}

  CutMachine(Path directory) throws IOException {
    this.file = directory.resolve(TableStore.FILE);
    this.log = directory.resolve(TableStore.FILE + "-wal");
    this.store = TableStore.start(directory, 0, Trouble.none());
    this.client = TestStore.client(store, InProcess.builder(), false);
    this.writing = Thread.ofPlatform().start(this::writeAll);
  }

  private void writeAll() {
    try {
      for (long number = NumberedTransactions.last(client, "lane0") + 1; !ended; number++) {
        NumberedTransactions.write(client, "lane0", number);
        if (markWanted) {
          markWanted = false;
          marks.put(mark(number));
        }
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Only this thread writes, so the last commit in the log is that of the last answer. */
  private Mark mark(long number) throws IOException {
    var changed = Files.getLastModifiedTime(file);
    try (var in = new RandomAccessFile(log.toFile(), "r")) {
      var header = new byte[LOG_HEADER];
      in.readFully(header);
      long end = LOG_HEADER;
      var frame = new byte[FRAME_HEADER];
      for (long at = LOG_HEADER; at + FRAME_HEADER + PAGE <= in.length(); ) {
        in.seek(at);
        in.readFully(frame);
        // Frames that are left from before the last checkpoint have other salts.
        if (!Arrays.equals(frame, 8, 16, header, 16, 24)) {
          break;
        }
        at += FRAME_HEADER + PAGE;
        boolean commit = !Arrays.equals(frame, 4, 8, new byte[4], 0, 4);
        end = commit ? at : end;
      }
      return new Mark(number, end, header, changed);
    }
  }

  /**
   * Copies the files as a power cut may leave them, while the store goes on writing.
   *
   * @return the number of the last transaction that was answered before the cut
   */
  long cutTo(Path target, Random random) throws IOException, InterruptedException {
    Files.createDirectories(target);
    while (true) {
      markWanted = true;
      var mark = marks.take();
      Thread.sleep(random.nextInt(20));
      Files.write(target.resolve(TableStore.FILE), Files.readAllBytes(file));
      byte[] copy = Files.readAllBytes(log);
      // If a checkpoint came in between, the two files do not match: copy them again.
      if (mark.changed().equals(Files.getLastModifiedTime(file))
          && Arrays.equals(copy, 0, LOG_HEADER, mark.header(), 0, LOG_HEADER)) {
        int cut = (int) mark.end() + random.nextInt(copy.length - (int) mark.end() + 1);
        Files.write(target.resolve(TableStore.FILE + "-wal"), cutAt(copy, cut, random));
        return mark.number();
      }
    }
  }

  /** Returns the log with everything after the cut missing, zero or random. */
  private static byte[] cutAt(byte[] log, int cut, Random random) {
    var left = Arrays.copyOf(log, cut);
    return switch (random.nextInt(3)) {
      case 0 -> left;
      case 1 -> Arrays.copyOf(left, log.length);
      default -> {
        var garbage = new byte[log.length];
        random.nextBytes(garbage);
        System.arraycopy(left, 0, garbage, 0, cut);
        yield garbage;
      }
    };
  }

  @Override
  public void close() {
    ended = true;
    try {
      writing.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    client.close();
    store.close();
  }
}
