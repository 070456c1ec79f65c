package dev.keyshelf.local.earlier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the data that each earlier release has in the repository, and continues to trade on it. */
final class EarlierReleasesTest {
  private static final Path RELEASES = Path.of(System.getProperty("keyshelf.root"), "releases");

  /** The system property that names the folder in releases/ to write this release's data to. */
  private static final String KEEP = "keep.release";

  @TempDir private Path folder;

  static List<Path> releases() throws IOException {
    return KeptData.in(RELEASES);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void opensTheDataOfAnEarlierReleaseAndContinues(Path release) throws IOException {
    walk(release);
  }

  /** Walks on the new data only if it is kept, since the walk on earlier data takes long enough. */
  @Test
  void writesDataForLaterReleases() throws IOException {
    var keep = System.getProperty(KEEP);
    var release = keep == null ? folder.resolve("release") : RELEASES.resolve(keep);
    var data = folder.resolve("traded");

    KeptData.write(release, data, Trade.on(data), folder);

    assertThat(KeptData.expected(release).release()).isEqualTo(Release.version());
    if (keep != null) {
      walk(release);
    }
  }

  @Test
  void everyReleasedVersionHasItsData() throws IOException {
    var kept = new ArrayList<String>();
    for (var release : releases()) {
      kept.add(KeptData.expected(release).release());
    }

    assertThat(kept).contains("0.1.0");
    if (!Release.version().endsWith("-SNAPSHOT")) {
      assertThat(kept).contains(Release.version());
    }
  }

  private void walk(Path release) throws IOException {
    var data = folder.resolve("restored");
    KeptData.restore(release, data, folder);
    Walk.through(data, KeptData.expected(release));
  }
}
