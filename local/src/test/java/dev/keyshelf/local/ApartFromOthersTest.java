package dev.keyshelf.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Checks which test classes may run in parallel: all but those that depend, directly or through the
 * product's code, on a {@link ProcessWide} class or on a class that changes the JVM's settings.
 */
class ApartFromOthersTest {
  private static final Set<String> SETTINGS =
      Set.of("setProperty", "clearProperty", "setProperties", "setOut", "setErr", "setIn");

  private static final JavaClasses OURS =
      new ClassFileImporter().importPackages("dev.keyshelf.local");

  @Test
  void classesThatActOnTheWholeProcessAreIsolated() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Test")
        .and()
        .areNotAnnotatedWith(Isolated.class)
        .should()
        .transitivelyDependOnClassesThat(
            describe(
                "act on the whole process",
                each -> each.isAnnotatedWith(ProcessWide.class) || setsTheJvm(each)))
        .check(OURS);
  }

  @Test
  void findsClassesThatActOnTheWholeProcess() {
    assertThat(OURS.stream().filter(each -> each.isAnnotatedWith(ProcessWide.class))).isNotEmpty();
    assertThat(OURS.stream().filter(ApartFromOthersTest::setsTheJvm)).isNotEmpty();
  }

  private static boolean setsTheJvm(JavaClass tests) {
    return tests.getMethodCallsFromSelf().stream().anyMatch(ApartFromOthersTest::isOfASetting);
  }

  private static boolean isOfASetting(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(System.class) && SETTINGS.contains(call.getName());
  }
}
