package jubatus.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the engine. */
class ArchitectureTest {
    /** From the ground up; a package may use those of its own level and of the levels before it. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("bytes", "random"),
            List.of("msgpack", "pattern"),
            List.of("datum", "feature", "journal"),
            List.of("config", "plugin"),
            List.of("conversion", "storage"),
            List.of("classifier", "mix", "model"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jubatus.core");

    @Test
    void packages_ofTheEngine_allHaveALevel() {
        Set<String> packages = CORE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("jubatus.core"))
                .map(name -> name.substring("jubatus.core.".length()))
                .collect(Collectors.toSet());

        assertThat(packages)
                .containsExactlyInAnyOrderElementsOf(
                        LEVELS.stream().flatMap(List::stream).toList());
    }

    @Test
    void packages_ofOneLevel_useNoneOfAHigherOne() {
        for (int level = 0; level < LEVELS.size() - 1; level++) {
            String[] higher = LEVELS.subList(level + 1, LEVELS.size()).stream()
                    .flatMap(List::stream)
                    .map(ArchitectureTest::inside)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(LEVELS.get(level).stream()
                            .map(ArchitectureTest::inside)
                            .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(higher)
                    .check(CORE);
        }
    }

    @Test
    void packages_amongEachOther_formNoCycle() {
        slices().matching("jubatus.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void packages_belowTheEngine_knowNothingOfIt() {
        noClasses()
                .that()
                .resideInAPackage("jubatus.core.*..")
                .should()
                .dependOnClassesThat(resideInAPackage("jubatus.core")
                        .and(not(simpleNameStartingWith("JubatusException")))
                        .and(not(assignableTo(JubatusException.Code.class))))
                .check(CORE);
    }

    @Test
    void engine_fromOutside_needsNeitherNetworkNorLogging() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.netty..",
                                "org.apache.curator..",
                                "org.apache.zookeeper..",
                                "org.slf4j..",
                                "ch.qos.logback..",
                                "picocli..",
                                "java.net.http..",
                                "jubatus.common..",
                                "jubatus.classifier..")
                        .or(assignableTo(Socket.class))
                        .or(assignableTo(ServerSocket.class))
                        .or(assignableTo(NetworkChannel.class)))
                .check(CORE);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }

    @Test
    void engine_atRun_hasNoThreadsOfItsOwn() {
        noClasses()
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .dependOnClassesThat(assignableTo(Executor.class))
                .check(CORE);
    }

    private static String inside(String name) {
        return "jubatus.core." + name + "..";
    }
}
