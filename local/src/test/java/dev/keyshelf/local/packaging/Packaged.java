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
 * Base class of the tests of the zips that {@code mvn package} makes. They are skipped in earlier
 * phases.
 */
abstract class Packaged {
  static final Path ROOT = Settings.defaultTemplate().toAbsolutePath().getParent();
  static final Template TEMPLATE = Template.read(ROOT.resolve("template.yaml"));
  static final FunctionZips ZIPS = FunctionZips.of(ROOT, TEMPLATE);

  @BeforeAll
  static void needsEveryZip() {
    if (isPackaged() && !ZIPS.missing().isEmpty()) {
      throw new AssertionError("mvn package did not make " + String.join(", ", ZIPS.missing()));
    }
  }

  @BeforeEach
  void needsThePackagePhase() {
    assumeTrue(
        isPackaged(),
        "no function.zip is made before the package phase; run mvn package or verify");
  }

  /** Before the package phase, Maven's class path has the modules' folders; later, their jars. */
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
