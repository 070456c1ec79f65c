package dev.keyshelf.catalog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The first byte of an input chooses YAML or JSON. The rest is the file. */
class CatalogueFileFuzzTest {
  private static final Map<FileKind, FileSchema> SCHEMAS = new EnumMap<>(FileKind.class);

  static {
    for (var kind : FileKind.values()) {
      SCHEMAS.put(kind, kind.schema());
    }
  }

  @FuzzTest(maxDuration = "10m")
  void isReadOrToldAsFaultsOfItsLines(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var name = input[0] % 2 == 0 ? "file.yaml" : "file.json";
    var bytes = Arrays.copyOfRange(input, 1, input.length);
    var faults = new Faults();
    var read = Manifest.read(bytes, faults);
    mustBeOneOf(read, faults);
    faults = new Faults();
    mustBeOneOf(content(name, bytes, faults), faults);
  }

  private static Optional<CatalogueFile> content(String name, byte[] bytes, Faults faults) {
    var file = SourceFile.parse(name, bytes, faults);
    var kind = file.flatMap(each -> FileKind.of(each.root()));
    if (file.isPresent() && kind.isEmpty()) {
      faults.add(file.get().fault("", "is of no kind"));
    }
    return kind.flatMap(
        of ->
            file.filter(each -> Objects.requireNonNull(SCHEMAS.get(of)).admits(each, faults))
                .flatMap(each -> CatalogueReader.read(of, each, faults)));
  }

  private static void mustBeOneOf(Optional<?> read, Faults faults) {
    if (read.isPresent() == (faults.count() > 0)) {
      throw new AssertionError(
          "must return either a file or faults: %s, %s".formatted(read, faults.told()));
    }
    if (faults.told().stream().anyMatch(fault -> fault.line() < 0 || fault.detail().isBlank())) {
      throw new AssertionError("a fault without a line or a detail: " + faults.told());
    }
  }
}
