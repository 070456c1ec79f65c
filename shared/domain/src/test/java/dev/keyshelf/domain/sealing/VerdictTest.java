package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Finding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Instant day(int day) {
    return Instant.parse("2026-11-01T00:00:00Z").plusSeconds(86_400L * (day - 1));
  }

  private static Finding changed(int day) {
    return new Finding(Kind.RECORD_CHANGED, day(day), "record of day " + day);
  }

  private static VerifiedLog of(int at, int from, int to, Finding... found) {
    var findings = List.of(found);
    var result = findings.isEmpty() ? VerifiedLog.Result.MATCHES : VerifiedLog.Result.DIFFERS;
    var partner = new PartnerId("partner-a");
    return new VerifiedLog(partner, day(at), day(from), day(to), result, 1, 1, 0, 0, findings, 0);
  }

  private static List<Finding> left(Verdict verdict) {
    return verdict.unresolved().map(Unresolved::findings).orElse(List.of());
  }

  @Test
  void keepsADifferenceUntilAVerificationOfItsWholeRangeMatches() {
    var found = Verdict.of(of(3, 1, 3, changed(1)));
    assertThat(left(found.with(of(5, 3, 5)))).containsExactly(changed(1));
    assertThat(left(found.with(of(5, 2, 5)))).containsExactly(changed(1));
    assertThat(found.with(of(5, 1, 3)).isBad()).isFalse();
  }

  @Test
  void keepsADifferenceAfterAFailureAndAfterAnOlderRun() {
    var found = Verdict.of(of(3, 1, 3, changed(1)));
    var failed = VerifiedLog.failed(new PartnerId("partner-a"), day(5), day(1), day(5));

    assertThat(left(found.with(failed))).containsExactly(changed(1));
    assertThat(left(found.with(of(2, 1, 3)))).containsExactly(changed(1));
    assertThat(found.with(of(2, 1, 3)).last().at()).isEqualTo(day(3));
  }

  @Test
  void addsTheDifferencesOfOtherRanges() {
    var both = Verdict.of(of(3, 1, 3, changed(1))).with(of(9, 7, 9, changed(8)));

    assertThat(left(both)).containsExactly(changed(8), changed(1));
    assertThat(both.unresolved().orElseThrow().firstFoundAt()).isEqualTo(day(3));
    assertThat(left(both.with(of(10, 7, 10)))).hasSize(2);
    assertThat(left(both.with(of(10, 1, 10)))).isEmpty();
  }

  @Test
  void namesAFindingOnceThatEachRunFindsAnew() {
    var foreign = new Finding(Kind.SEAL_FOREIGN, day(1), "seals/x.seal");
    var again = new Finding(Kind.SEAL_FOREIGN, day(2), "seals/x.seal");

    assertThat(left(Verdict.of(of(3, 1, 3, foreign)).with(of(4, 2, 4, again))))
        .containsExactly(again);
  }

  @Test
  void keepsNoMoreThanTheFirstFindings() {
    var many = IntStream.range(0, 20).mapToObj(_ -> changed(8)).toArray(Finding[]::new);
    var all = Verdict.of(of(3, 1, 3, changed(1))).with(of(9, 7, 9, many)).unresolved();

    assertThat(all.orElseThrow().findings()).hasSize(20);
    assertThat(all.orElseThrow().moreFindings()).isEqualTo(1);
  }
}
