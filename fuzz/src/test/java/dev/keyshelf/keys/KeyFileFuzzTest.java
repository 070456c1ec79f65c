package dev.keyshelf.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

class KeyFileFuzzTest {
  private static final Source SOURCE = new Source("pool", "batch", "0".repeat(64), Instant.EPOCH);

  /** Keeps the keys of one import in clear, to look at them. */
  private static final class Import implements KeyPools, KeyVault {
    private final List<String> sealed = new ArrayList<>();

    @Override
    public List<PooledKey> pick(String pool, int count) {
      return List.of();
    }

    @Override
    public OptionalLong count(String pool, TimeLeft timeLeft) {
      return OptionalLong.empty();
    }

    @Override
    public void note(KeyBatch batch) {
      // Nothing asks for it here.
    }

    @Override
    public List<PooledKey> add(List<NewKey> keys) {
      return List.of();
    }

    @Override
    public Sealed seal(String plain, String boundTo) {
      sealed.add(plain);
      return new Sealed(plain);
    }

    @Override
    public Sealer sealer() {
      return this::seal;
    }

    @Override
    public int fingerprintVersion() {
      return 1;
    }

    @Override
    public String open(Sealed text, String boundTo) {
      return text.ciphertext();
    }

    @Override
    public Fingerprint fingerprint(String plain) {
      return new Fingerprint(plain, List.of());
    }
  }

  @FuzzTest(maxDuration = "10m")
  void addsEachKeyOnceOrNoneAndTellsWhyNot(byte[] input) {
    var lines = KeyFile.read(input);
    if (lines.isEmpty()) {
      return;
    }
    var store = new Import();
    var sealed = store.sealed;
    var report = new ImportKeys(store, store).add(SOURCE, lines.get());
    if (report.added() != sealed.size() || new HashSet<>(sealed).size() != sealed.size()) {
      throw new AssertionError("%s, but sealed were %s".formatted(report, sealed));
    }
    if (report.faults().isEmpty() && report.added() != lines.get().size()) {
      throw new AssertionError("keys were lost: " + report);
    }
    for (var fault : report.faults()) {
      if (lines.get().stream().noneMatch(line -> line.number() == fault.line())) {
        throw new AssertionError("a fault of no line: " + fault);
      }
    }
  }
}
