package dev.keyshelf.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.keyshelf.(**)")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPackages("dev.keyshelf.bench"));
  }
}
