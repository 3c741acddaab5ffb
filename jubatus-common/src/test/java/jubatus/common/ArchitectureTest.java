package jubatus.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages that the programs share. A package that does not exist yet breaks no rule. */
class ArchitectureTest {
    private static final JavaClasses COMMON = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jubatus.common");

    @Test
    void packages_amongEachOther_formNoCycle() {
        slices().matching("jubatus.common.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(COMMON);
    }

    @Test
    void common_whateverItShares_usesNoProgram() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("jubatus..")
                        .and(not(resideInAnyPackage("jubatus.core..", "jubatus.common.."))))
                .check(COMMON);
    }

    @Test
    void netty_isUsed_byRpcAndClientAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("jubatus.common.rpc..", "jubatus.common.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .allowEmptyShould(true)
                .check(COMMON);
    }

    @Test
    void zooKeeper_isUsed_byClusterAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jubatus.common.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..")
                .check(COMMON);
    }
}
