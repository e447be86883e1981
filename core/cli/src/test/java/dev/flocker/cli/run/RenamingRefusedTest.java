package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be renamed, or must not, is seen before anything is stopped. */
class RenamingRefusedTest extends RenamingRuns {

  @Test
  void aCheckSaysSoAndTouchesNothing() {
    checked(USER, RENAMED);

    nothingWasTouched();
    assertThat(plans.getLast().actions())
        .filteredOn(a -> a.ref().equals(BOOKS))
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(Action.Kind.UPDATE);
              assertThat(a.nodes()).containsExactly("n1", "n2");
              assertThat(a.note()).isEqualTo("renamed, it was pg");
            });
    assertThat(plans.getLast().notes()).noneMatch(n -> n.contains("is kept"));
  }

  @Test
  void whatItCannotBeIsSeenBeforeTheStop() {
    cluster.failing(line -> line.equals("n1 PREPARE data pg"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void whatIsBeingReadOnAnyNodeIsSeenBeforeTheStop() {
    cluster.failing(line -> line.equals("n2 REQUIRE_CLOSABLE data pg"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void ofSeveralUsersOneThatCannotStartKeepsAllFromIt() {
    cluster.foreign("n1", WEB, Map.of("image", "1"));

    assertThat(run(USER, "app web on=n1 uses=books", RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo("it is not renamed, as app web, which is to have it, cannot start");
  }

  @Test
  void aUserThatGetsAnotherNameTooStaysUntilItCan() {
    String renamed = "app new on=n1 uses=books guarded=yes";

    assertThat(report(without("n3"), cluster.project(renamed, RENAMED)).good()).isFalse();
    nothingWasTouched();
    assertThat(limited("n1", renamed, RENAMED).good()).isTrue();
    nothingWasTouched();
  }

  @Test
  void whatIsNotFlockersHasTheNameAlready() {
    cluster.foreign("n1", BOOKS, Map.of());

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void aNodeThatWasNotSeenMayHaveACopy() {
    Report report = report(without("n3"), cluster.project(USER, RENAMED));

    assertThat(report.good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo(
            "it cannot be renamed: a node that was not seen may have a copy by its old name");
  }

  @Test
  void whatHasTheNameAlreadyIsNotWrittenOver() {
    cluster.owner("n1", BOOKS);

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo("it is there already, and so is data pg, which it was to be");
  }

  @Test
  void itDoesNotMoveInTheSameRun() {
    assertThat(run("app db on=n2 uses=books guarded=yes", RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).remedy())
        .isEqualTo("let it be on n1 for this run");
  }

  @Test
  void aUserOutsideOfTheRunKeepsIt() {
    run("app db on=n1 uses=pg guarded=yes", "app web on=n1 uses=pg guarded=yes");
    cluster.log.clear();

    assertThat(limited("n2", USER, "app web on=n1 uses=books guarded=yes", RENAMED).good())
        .isTrue();
    nothingWasTouched();
    assertThat(plans.getLast().pending()).contains(BOOKS, DB);
  }

  @Test
  void oneThatStaysStoppedByHandKeepsIt() {
    run("app db on=n1 uses=pg guarded=yes", "app web on=n1 uses=pg guarded=yes");
    cluster.stop("n1", WEB, "ann");
    cluster.log.clear();

    run(USER, "app web on=n1 uses=books guarded=yes", RENAMED);
    nothingWasTouched();
  }

  @ParameterizedTest
  @CsvSource({
    "data pg was=pg, is its name",
    "data books was=pg;data pg on=n1, is declared too",
    "data books was=pg;data pg absent, is declared too",
    "'data books was=pg;data more was=pg', 'is what data books was, too'",
  })
  void whatItWasIsNobodysName(String lines, String why) {
    List<Problem> problems = new ArrayList<>();
    Checks.check(List.of(cluster.project(lines.split(";"))), cluster.types, problems::add);
    assertThat(problems).extracting(Problem::why).contains(why);
  }
}
