package jubatus.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jubatus.benchmark");

    /** Else a change of the suite would change the generator's share of the figures, too; and run.sh starts it without the suite's jars. */
    @Test
    void command_andAllThatItMeasuresWith_usesNothingOfTheSuite() {
        classes()
                .that()
                .resideOutsideOfPackage("jubatus.benchmark.micro..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jubatus.benchmark",
                        "jubatus.benchmark.workload",
                        "jubatus.benchmark.load",
                        "jubatus.benchmark.suite",
                        "jubatus.benchmark.report",
                        "jubatus.benchmark.row",
                        "jubatus.benchmark.soak")
                .check(ALL);
    }

    @Test
    void packages_ofTheBenchmark_formNoCycle() {
        slices().matching("jubatus.benchmark.(*)..").should().beFreeOfCycles().check(ALL);
    }
}
