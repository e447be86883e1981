package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import dev.flocker.cli.fake.Lies;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call.Operation;
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
        runner(
            cluster,
            new RunOptions(check, options(Set.of()), Duration.ZERO, new Errand("me", "run"))),
        lines);
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
        .anyMatch(
            n ->
                n.equals(
                    "app db: it is not known on which ports it listens: what it is made from is not"
                        + " on n1 yet"));
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

  /** It stands nowhere, so that nothing led to it. */
  @Test
  void whoReachesItIsMadeWithoutWhereItCannotBeMade() {
    cluster.failing(line -> line.equals("n1 GET app db"));

    Report report = asking(false, ON_N1, VISITOR);

    assertThat(told()).isEmpty();
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(notes)
        .contains("app db: it is not known on which ports it listens: n1: n1 GET app db");
  }

  @Test
  void whoReachesItIsLeftAsItIsWhenItsNodeIsLost() {
    run(ON_N1, VISITOR);
    cluster.lose("n1");

    asking(false, ON_N1, VISITOR + " image=2");

    assertThat(told()).isEmpty();
    assertThat(cluster.log).noneMatch(line -> line.contains("app web"));
    assertThat(cluster.runs("n3", WEB)).isTrue();
    assertThat(plans.getLast().refusals().get(WEB).why())
        .isEqualTo("it reaches app db, of which it is not known on which ports it listens");
  }

  /** As to recover from the loss of that node. */
  @Test
  void whoIsNewIsMadeAllTheSame() {
    cluster.lose("n1");

    assertThat(asking(false, ON_N1, VISITOR).outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
  }

  /** The way to its port is implied by what is not known. */
  @Test
  void nothingIsRemovedWhileItsNodeIsLost() {
    run(ON_N1, VISITOR);
    cluster.lose("n1");

    asking(false, VISITOR);
    assertThat(cluster.log).contains("n2 APPLY path 5432", "n3 APPLY path 5432");

    run(ON_N1, VISITOR);
    told.clear();
    cluster.log.clear();
    notes.clear();
    Project named = cluster.project("app db on=n1 uses=pg", VISITOR);
    Runner runner =
        runner(
            cluster,
            new RunOptions(false, options(Set.of()), Duration.ZERO, new Errand("me", "run")));
    runner.run(
        new Declarations(
            List.of(named), Map.of("shop", Map.of(DB, Set.of(WEB))), known -> List.of(named)));
    assertThat(cluster.log).noneMatch(line -> line.contains("path"));
  }

  @Test
  void nonsenseIsNoPort() {
    for (String nonsense : List.of("99999", "null", "-1", "x")) {
      cluster.image("n1", DB, nonsense);
      asking(true, ON_N1, VISITOR);
      assertThat(told()).isEmpty();
      assertThat(notes).anyMatch(n -> n.contains("\"" + nonsense) || n.contains(nonsense + " is"));
    }
  }

  @Test
  void nothingIsBroughtToANodeThatIsNotMeant() {
    RunOptions n3 =
        new RunOptions(false, options(Set.of("n3")), Duration.ZERO, new Errand("me", "run"));
    cluster.published(DB, "5432");

    asking(runner(cluster, n3), ON_N1, VISITOR);

    assertThat(cluster.log).noneMatch(line -> line.contains("GET"));
    assertThat(notes).anyMatch(n -> n.endsWith("listens: this run is not to write on n1"));
  }

  @Test
  void nothingIsBroughtForWhatIsNotMeant() {
    Options infra = new Options(new Selection(Set.of(), Set.of("infra")), false, Set.of(), false);
    cluster.published(DB, "5432");

    asking(
        runner(cluster, new RunOptions(false, infra, Duration.ZERO, new Errand("me", "run"))),
        ON_N1,
        VISITOR);

    assertThat(cluster.log).noneMatch(line -> line.contains("GET"));
  }

  /** As an image that is built: it is built once. */
  @Test
  void whatTwoShareIsBroughtForOneOfThem() {
    cluster.published(DB, "5432");
    Project project = cluster.project(ON_N1 + " image=shared", "app web on=n3 image=shared");
    Runner runner =
        runner(
            cluster,
            new RunOptions(false, options(Set.of()), Duration.ZERO, new Errand("me", "run")));
    runner.run(
        new Declarations(
            List.of(project),
            Map.of("shop", Map.of(DB, Set.of(WEB), WEB, Set.of(DB))),
            known -> {
              told.putAll(known);
              return List.of(project);
            }));

    assertThat(cluster.log).filteredOn(line -> line.contains("GET")).hasSize(1);
    assertThat(told().get(WEB)).isEqualTo(told().get(DB));
  }

  @Test
  void whateverANodeSaysOfPortsEndsNoRun() {
    Lies.about(List.of("5432"))
        .forEach(
            lie -> {
              cluster.lies("n1", Operation.EXPOSED, lie);
              assertThat(asking(true, ON_N1, VISITOR).troubles().values())
                  .as("%s", lie)
                  .noneMatch(NodeTrouble.Broken.class::isInstance);
            });
  }
}
