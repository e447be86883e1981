package dev.flocker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may know what. */
class ArchitectureTest {

  static final List<String> PLUGINS =
      List.of("dev.flocker.docker", "dev.flocker.zfs", "dev.flocker.iptables", "dev.flocker.geard");

  /** What runs; neither the tests on this class path nor what puts flocker together. */
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.flocker")
          .that(not(resideInAPackage("dev.flocker.dist..")));

  /** Rules over classes that were not found would hold of anything. */
  @Test
  void everythingIsLookedAt() {
    assertThat(in("dev.flocker.api")).isGreaterThan(60);
    assertThat(in("dev.flocker.node")).isGreaterThan(40);
    assertThat(in("dev.flocker.cli")).isGreaterThan(250);
    assertThat(PLUGINS).allSatisfy(plugin -> assertThat(in(plugin)).isGreaterThan(10));
  }

  @Test
  void theApiKnowsNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.flocker.api..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.flocker..").and(not(resideInAPackage("dev.flocker.api.."))))
        .check(ALL);
  }

  @ParameterizedTest
  @FieldSource("PLUGINS")
  void aPluginKnowsOnlyTheApi(String plugin) {
    noClasses()
        .that()
        .resideInAPackage(plugin + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.flocker..")
                .and(not(resideInAnyPackage("dev.flocker.api..", plugin + ".."))))
        .check(ALL);
  }

  @Test
  void theCoreKnowsNoPlugin() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.flocker.node..", "dev.flocker.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PLUGINS.stream().map(p -> p + "..").toArray(String[]::new))
        .check(ALL);
  }

  @Test
  void theNodeProcessKnowsNothingOfTheController() {
    noClasses()
        .that()
        .resideInAPackage("dev.flocker.node..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.flocker.cli..")
        .check(ALL);
  }

  @Test
  void noPackageLeadsBackToItself() {
    JavaClasses core = ALL.that(not(resideInAPackage("dev.flocker.api..")));
    slices().matching("dev.flocker.(**)").should().beFreeOfCycles().check(core);
  }

  @ParameterizedTest
  @ValueSource(strings = {"see", "act", "keep"})
  void whatCommandsAreForKeepsThemApart(String purpose) {
    String command = "dev.flocker.cli.command";
    assertThat(in(command + "." + purpose)).isGreaterThan(5);
    noClasses()
        .that(resideInAPackage(command + "." + purpose + ".."))
        .should()
        .dependOnClassesThat(
            resideInAPackage(command + ".*..")
                .and(not(resideInAPackage(command + "." + purpose + ".."))))
        .check(ALL);
  }

  /** A node process has standard error for what nobody waits for. */
  @Test
  void onlyTheConsolePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.flocker.cli.console..", "dev.flocker.cli.command..")
        .should()
        .accessField(System.class, "out")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.flocker.cli.console..", "dev.flocker.cli.command..", "dev.flocker.node..")
        .should()
        .accessField(System.class, "err")
        .check(ALL);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(ALL);
  }

  /** On Java 21 to 23 a virtual thread that waits inside a monitor keeps its processor. */
  @ParameterizedTest
  @ValueSource(
      strings = {"../core/node", "../plugins", "../core/cli/src/main/java/dev/flocker/cli/run"})
  void whatRunsOnANodeOrTalksToOneHasNoMonitors(String folder) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      sources = files.filter(f -> f.toString().matches(".*/src/main/java/.*\\.java")).toList();
    }
    assertThat(sources)
        .hasSizeGreaterThan(30)
        .allSatisfy(f -> assertThat(f).content().doesNotContain("synchronized"));
  }

  private static long in(String root) {
    return ALL.that(resideInAPackage(root + "..")).size();
  }
}
