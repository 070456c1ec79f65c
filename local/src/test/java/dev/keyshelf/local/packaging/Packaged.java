package dev.keyshelf.local.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.lambda.FunctionZips;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of what {@code mvn package} leaves: they need its zips, and are skipped in earlier phases.
 */
abstract class Packaged {
  static final Path ROOT = Settings.defaultTemplate().toAbsolutePath().getParent();
  static final Template TEMPLATE = Template.read(ROOT.resolve("template.yaml"));
  static final FunctionZips ZIPS = FunctionZips.of(ROOT, TEMPLATE);

  @BeforeAll
  static void needsEveryZip() {
    if (isPackaged() && !ZIPS.missing().isEmpty()) {
      throw new AssertionError("mvn package did not leave " + String.join(", ", ZIPS.missing()));
    }
  }

  @BeforeEach
  void needsThePackagePhase() {
    assumeTrue(
        isPackaged(),
        "no function.zip is made before the package phase; run mvn package or verify");
  }

  /** In the test phase Maven has modules' folders on the class path, after package their jars. */
  private static boolean isPackaged() {
    try {
      Class<?> handler = Class.forName(TEMPLATE.functions().getFirst().handler());
      var origin = handler.getProtectionDomain().getCodeSource().getLocation();
      return origin.getPath().endsWith(".jar");
    } catch (ClassNotFoundException e) {
      throw new AssertionError("the first function's handler is not on the class path", e);
    }
  }

  @BeforeAll
  static void showFunctionsByTheirName() {
    Assertions.registerFormatterForType(FunctionDeclaration.class, FunctionDeclaration::name);
  }
}
