package jubatus.dist;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** core, then common, then the programs, which know nothing of each other. */
class ArchitectureTest {
    private static final String[] SHARED = {"jubatus.core..", "jubatus.common.."};
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jubatus");

    @Test
    void programs_sideBySide_doNotUseEachOther() {
        slices().matching("jubatus.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
                // The build writes the manuals of all programs at once.
                .ignoreDependency(resideInAPackage("jubatus.dist"), alwaysTrue())
                .check(ALL);
    }

    @Test
    void shared_belowThePrograms_usesNoneOfThem() {
        classes()
                .that()
                .resideInAnyPackage(SHARED)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(SHARED).or(resideOutsideOfPackage("jubatus..")))
                .check(ALL);
    }
}
