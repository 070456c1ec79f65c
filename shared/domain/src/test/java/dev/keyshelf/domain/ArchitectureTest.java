package dev.keyshelf.domain;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.keyshelf.domain");

  @Test
  void importsTheClassesOfTheDomain() {
    assertThat(DOMAIN).hasSizeGreaterThan(80);
  }

  @Test
  void dependsOnNoAwsJsonHttpOrLogging() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon..",
            "com.amazonaws..",
            "com.fasterxml..",
            "org.slf4j..",
            "java.util.logging..",
            "java.lang.System$Logger..",
            "java.net.http..",
            "dev.keyshelf.aws..",
            "dev.keyshelf.http..",
            "dev.keyshelf.api..")
        .check(DOMAIN);
  }

  @Test
  void dependsOnNoClock() {
    noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(DOMAIN);
  }

  @Test
  void neverReadsTheTime() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethodWhere(
            target(nameMatching("now")).and(target(owner(nameMatching("java\\.time\\..*")))))
        .check(DOMAIN);
  }

  @Test
  void readsNoEnvironmentVariablesOrSystemProperties() {
    noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("getenv|getProperty|getProperties"))
                .and(target(owner(nameMatching("java\\.lang\\.System")))))
        .check(DOMAIN);
  }

  @Test
  void doesNotWriteToStandardOutputOrError() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(DOMAIN);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("dev.keyshelf.domain.(*)..").should().beFreeOfCycles().check(DOMAIN);
  }

  @Test
  void usesNoMeaninglessNames() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Service|Impl|Dto)")
        .orShould()
        .resideInAnyPackage("..util..", "..helper..", "..manager..", "..service..", "..impl..")
        .check(DOMAIN);
  }
}
