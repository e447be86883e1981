package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.run.Report.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The web reaches the database on ports that no file names. */
class ExposuresTest extends FakeRuns {

  private static final String ON_N1 = "app db on=n1 uses=pg port=5432";
  private static final String VISITOR = "app web on=n3";

  private final Map<String, Map<Ref, Set<Port>>> told = new TreeMap<>();

  private Report asking(boolean check, String... lines) {
    return asking(
        runner(cluster, new RunOptions(check, options(Set.of()), Duration.ZERO, "me")), lines);
  }

  private Report asking(Runner runner, String... lines) {
    told.clear();
    cluster.log.clear();
    Project project = cluster.project(lines);
    runner.run(
        new Declarations(
            List.of(project),
            Map.of("shop", Map.of(DB, Set.of(WEB))),
            known -> {
              told.putAll(known);
              return List.of(project);
            }));
    return runner.reports().getFirst();
  }

  private Map<Ref, Set<Port>> told() {
    return told.getOrDefault("shop", Map.of());
  }

  @Test
  void theNodeTellsThemThatHasTheImage() {
    cluster.image("n1", DB, "5432", "53/udp");

    assertThat(asking(false, ON_N1, VISITOR).good()).isTrue();

    assertThat(told()).isEqualTo(Map.of(DB, Set.of(new Port(5432), Port.parse("53/udp"))));
    assertThat(cluster.log).doesNotContain("n1 GET app db");
  }

  @Test
  void theImageIsBroughtFirstWhereItIsNot() {
    cluster.published(DB, "5432");

    assertThat(asking(false, ON_N1, VISITOR).good()).isTrue();

    inOrder("n1 LOCK", "n1 GET app db", "n1 EXPOSED app db", "n1 APPLY app db");
    assertThat(told()).isEqualTo(Map.of(DB, Set.of(new Port(5432))));
  }

  @Test
  void nothingIsBroughtByACheck() {
    cluster.published(DB, "5432");

    asking(true, ON_N1, VISITOR);

    assertThat(told()).isEmpty();
    assertThat(cluster.log).containsOnly("n1 EXPOSED app db");
    assertThat(notes)
        .anyMatch(n -> n.startsWith("app db: which ports it listens on is known once"));
    assertThat(plans.getLast().refusals()).isEmpty();
  }

  /** Its image comes along from there; another one of its name would be in the way. */
  @Test
  void whatMovesKeepsThose() {
    run(ON_N1, VISITOR);
    cluster.published(DB, "1");

    assertThat(asking(false, "app db on=n2 uses=pg port=5432", VISITOR).good()).isTrue();

    assertThat(cluster.log).noneMatch(line -> line.contains("GET"));
    assertThat(told()).isEqualTo(Map.of(DB, Set.of(new Port(80))));
  }

  @Test
  void keepsThoseThatItHasWhereAnotherImageCannotBeBrought() {
    run(ON_N1, VISITOR);
    cluster.failing(line -> line.equals("n1 GET app db"));

    asking(false, ON_N1 + " image=2", VISITOR);

    assertThat(told()).isEqualTo(Map.of(DB, Set.of(new Port(80))));
    assertThat(plans.getLast().refusals()).doesNotContainKey(WEB);
  }

  @Test
  void whoReachesItIsLeftAsItIsWhereNobodyCanTell() {
    cluster.failing(line -> line.equals("n1 GET app db"));

    Report report = asking(false, ON_N1, VISITOR);

    assertThat(told()).isEmpty();
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(plans.getLast().refusals().get(WEB).why())
        .isEqualTo(
            "it reaches app db, and which ports that listens on is not known: n1 GET app db");
    assertThat(cluster.shows("n3", WEB)).isFalse();
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void whoReachesItIsLeftAsItIsWhenItsNodeIsLost() {
    run(ON_N1, VISITOR);
    cluster.lose("n1");

    asking(false, ON_N1, VISITOR + " image=2");

    assertThat(told()).isEmpty();
    assertThat(cluster.log).noneMatch(line -> line.contains("app web"));
    assertThat(cluster.runs("n3", WEB)).isTrue();
  }

  @Test
  void nonsenseIsNoPort() {
    cluster.published(DB, "99999");

    asking(false, ON_N1, VISITOR);

    assertThat(told()).isEmpty();
    assertThat(plans.getLast().refusals().get(WEB).why()).contains("99999 is not a port");
  }

  @Test
  void nothingIsBroughtToANodeThatIsNotMeant() {
    RunOptions n3 = new RunOptions(false, options(Set.of("n3")), Duration.ZERO, "me");
    cluster.published(DB, "5432");

    asking(runner(cluster, n3), ON_N1, VISITOR);

    assertThat(cluster.log).noneMatch(line -> line.contains("GET"));
    assertThat(cluster.shows("n3", WEB)).isFalse();
  }
}
