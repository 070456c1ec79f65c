package dev.keyshelf.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyshelf.api.Positions;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.LoggedWork;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Checks the rules that Maven cannot: which packages depend on which, and what a handler may use.
 */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.keyshelf");

  private static final String[] FUNCTIONS = {
    "dev.keyshelf.catalog..",
    "dev.keyshelf.customers..",
    "dev.keyshelf.orders..",
    "dev.keyshelf.keys..",
    "dev.keyshelf.downloads..",
    "dev.keyshelf.cancellations..",
    "dev.keyshelf.activity..",
    "dev.keyshelf.billing..",
    "dev.keyshelf.support..",
    "dev.keyshelf.events..",
    "dev.keyshelf.webhooks.."
  };

  @Test
  void seesEveryRoom() {
    assertThat(OURS).extracting(JavaClass::getPackageName).contains("dev.keyshelf.http");
    for (var functions : FUNCTIONS) {
      assertThat(OURS)
          .extracting(JavaClass::getPackageName)
          .contains(functions.substring(0, functions.length() - "..".length()));
    }
  }

  @Test
  void httpDependsOnNoOtherModule() {
    classes()
        .that()
        .resideInAPackage("dev.keyshelf.http..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.keyshelf.domain..", "dev.keyshelf.aws..", "dev.keyshelf.api..")
        .check(OURS);
  }

  @Test
  void onlyOneClassReadsCursors() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Positions.class.getName())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(Cursor.class.getName())
        .check(OURS);
  }

  @Test
  void adaptersDoNotDependOnHttp() {
    noClasses()
        .that()
        .resideInAPackage("dev.keyshelf.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.keyshelf.http..", "dev.keyshelf.api..")
        .check(OURS);
  }

  @Test
  void onlyTheOneMachineCloudDependsOnTheEmbeddedStores() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.keyshelf.embedded..", "dev.keyshelf.local..", "dev.keyshelf.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.keyshelf.embedded..")
        .check(OURS);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.keyshelf.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void noCapabilityDependsOnAnother() {
    slices()
        .matching(
            "dev.keyshelf.(catalog|customers|orders|keys|downloads|cancellations|activity|billing|support|events|webhooks)..")
        .should()
        .notDependOnEachOther()
        .check(OURS);
  }

  /** An abstract edge does it for its handlers. */
  @Test
  void whatLambdaCallsLogsUnderAnId() {
    classes()
        .that(
            DescribedPredicate.<JavaClass>describe(
                "implement Lambda's interfaces themselves",
                each ->
                    each.getRawInterfaces().stream()
                        .anyMatch(
                            face ->
                                face.isEquivalentTo(RequestHandler.class)
                                    || face.isEquivalentTo(RequestStreamHandler.class))))
        .and()
        .resideOutsideOfPackage("dev.keyshelf.bench..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(LoggedWork.class)
        .check(OURS);
  }

  @Test
  void handlersUseNeitherSdkNorClockNorEnvironment() {
    noClasses()
        .that()
        .areAssignableTo(RequestHandler.class)
        .and()
        .resideInAnyPackage(FUNCTIONS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(OURS);
  }

  @Test
  void handlersAreFinalAndNamedHandler() {
    classes()
        .that()
        .areAssignableTo(RequestHandler.class)
        .and()
        .resideInAnyPackage(FUNCTIONS)
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveSimpleNameEndingWith("Handler")
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .check(OURS);
  }
}
