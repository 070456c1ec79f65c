package dev.keyshelf.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class ImportFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void lay() throws IOException {
    for (String file :
        List.of(
            "README.md",
            "imports/keys/a/1.csv",
            "imports/catalogue/1/manifest.yaml",
            "imports/catalogue/1/products/z.yaml",
            "imports/house/z.yaml",
            "imports/partners/.hidden",
            "imports/partners/partners.yaml",
            "artifacts/a/en us.iso")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "x");
    }
  }

  private static List<String> keysOf(Path path) throws IOException {
    return ImportFiles.of(path).stream().map(ImportFiles.Source::key).toList();
  }

  @Test
  void importsEachFileAfterTheFilesThatItRefersTo() throws IOException {
    assertThat(keysOf(folder))
        .containsExactly(
            "artifacts/a/en us.iso",
            "imports/catalogue/1/products/z.yaml",
            "imports/catalogue/1/manifest.yaml",
            "imports/house/z.yaml",
            "imports/partners/partners.yaml",
            "imports/keys/a/1.csv");
  }

  @Test
  void findsTheKeysOfAFolderOrFileInside() throws IOException {
    assertThat(keysOf(folder.resolve("imports/catalogue")))
        .containsExactly(
            "imports/catalogue/1/products/z.yaml", "imports/catalogue/1/manifest.yaml");
    assertThat(keysOf(folder.resolve("imports/keys/a/1.csv")))
        .containsExactly("imports/keys/a/1.csv");
    assertThat(keysOf(folder.resolve("artifacts"))).containsExactly("artifacts/a/en us.iso");
  }

  @Test
  void refusesPathsThatAreNotLaidOutLikeTheBucket() throws IOException {
    Path stray = Files.createDirectory(folder.resolve("stray"));

    assertThatThrownBy(() -> ImportFiles.of(stray))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("a folder named imports or artifacts");
    assertThatThrownBy(() -> ImportFiles.of(folder.resolve("absent")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("no such file or folder");
  }

  @Test
  void encodesKeysAsS3Does() {
    assertThat(ObjectCreatedEvent.encoded("artifacts/a/en us+é.iso"))
        .isEqualTo("artifacts/a/en+us%2B%C3%A9.iso");
  }
}
