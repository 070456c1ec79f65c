package dev.keyshelf.domain.download;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {
  private static final long KIB_50 = 50 * 1024;

  @ParameterizedTest
  @CsvSource({
    "0, PT10M",
    "1, PT10M",
    "30720000, PT10M",
    "30720001, PT10M1S",
    "184320000, PT1H",
    "1105920000, PT6H",
    "1105920001, PT6H",
    "9223372036854775807, PT6H"
  })
  void keepsItsSessionAsLongAsTheSizeNeeds(long size, Duration length) {
    var download = Download.start(DownloadId.next(), "hash", size, NOON);

    assertThat(Duration.between(NOON, download.sessionEndsAt())).isEqualTo(length);
  }

  @Test
  void lastsForATransferOf50KibibytesASecond() {
    var download = Download.start(DownloadId.next(), "hash", KIB_50 * 3_000, NOON);

    assertThat(download.sessionEndsAt()).isEqualTo(NOON.plusSeconds(3_000));
  }

  @Test
  void isClosedAtTheInstantItsSessionEnds() {
    var download = Download.start(DownloadId.next(), "hash", 1, NOON);

    assertThat(download.isOpenAt(download.sessionEndsAt().minusMillis(1))).isTrue();
    assertThat(download.isOpenAt(download.sessionEndsAt())).isFalse();
  }

  @Test
  void startsWithoutASignature() {
    assertThat(Download.start(DownloadId.next(), "hash", 1, NOON).signed()).isZero();
  }
}
