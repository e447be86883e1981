package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has which port. */
class PortsTest extends FakeRuns {

  @Test
  void aNumberIsAPortOfEachProtocol() {
    String[] lines = {"app db on=n1 port=53", "app web on=n2 port=53/udp"};
    assertThat(problems(lines)).isEmpty();
    run(lines);
    assertThat(cluster.shows("n3", new Ref("path", "53"))).isTrue();
    assertThat(cluster.shows("n3", new Ref("path", "53/udp"))).isTrue();
    assertThat(run(lines).outcomes().values()).containsOnly(Outcome.OK);

    assertThat(problems("app db on=n1 port=53/udp", "app web on=n2 port=53/udp"))
        .containsExactly(
            "site.yml:1:1: app web: external port 53/udp is claimed by app db at site.yml:1:1;"
                + " give one of them another external port");
  }

  @Test
  void aPortOfOneAddressIsThatAlone() {
    String local = "app db on=n1 port=53 at=127.0.0.1";
    assertThat(problems(local, "app web on=n2 port=53 at=127.0.0.1")).isEmpty();
    assertThat(problems(local, "app web on=n1 port=53 at=10.0.0.1")).isEmpty();
    assertThat(problems(local, "app web on=n1 port=53/udp at=127.0.0.1")).isEmpty();
    assertThat(problems(local, "app web on=n2,n1 port=53 at=127.0.0.1"))
        .containsExactly(
            "site.yml:1:1: app web: 127.0.0.1:53 of n1 is taken by app db at site.yml:1:1;"
                + " give one of them another external port");
    for (List<String> both :
        List.of(List.of(local, "app web on=n2 port=53"), List.of("app web on=n2 port=53", local))) {
      assertThat(problems(both.toArray(String[]::new)))
          .as("the way to it is on every node")
          .containsExactly(
              "site.yml:1:1: app db: 127.0.0.1:53 of n1 is claimed on every node by app web at"
                  + " site.yml:1:1; give one of them another external port");
    }
    run(local);
    assertThat(cluster.shows("n1", new Ref("path", "53"))).as("nothing leads to it").isFalse();
  }

  private List<String> problems(String... lines) {
    List<Problem> problems = new ArrayList<>();
    Checks.check(List.of(cluster.project(lines)), cluster.types, problems::add);
    return problems.stream().map(Problem::toString).toList();
  }

  @Test
  void whatListensForOneProtocolIsNotInTheOthersWay() {
    cluster.listen("n3", "53/udp");
    run("app db on=n1 port=53");
    assertThat(plans.getLast().refusals()).isEmpty();
    run("app db on=n1 port=53", "app web on=n2 port=53/udp");
    assertThat(plans.getLast().refusals().get(WEB))
        .hasToString(
            "Refusal[node=n3, why=port 53/udp is taken there: another program listens on it,"
                + " remedy=free it, or give app web another external port]");
  }

  @Test
  void whatAnEarlierProjectGaveUpIsFree() {
    run("app db on=n1 port=53");
    Runner runner =
        runner(
            cluster,
            new RunOptions(false, options(Set.of()), Duration.ZERO, new Errand("me", "run")));
    runner.run(only(cluster.project(), cluster.projectOf("other", "app web on=n1 port=53")));
    assertThat(plans.getLast().refusals()).isEmpty();
    assertThat(cluster.shows("n1", WEB)).isTrue();
  }

  @Test
  void whatListensAtOneAddressIsNotInTheWayOfAnother() {
    cluster.listen("n1", "10.0.0.7:53");
    run("app db on=n1 port=53 at=127.0.0.1");
    assertThat(plans.getLast().refusals()).isEmpty();
    run("app db on=n1 port=53 at=10.0.0.7");
    assertThat(plans.getLast().refusals().get(DB).why())
        .isEqualTo("port 10.0.0.7:53 is taken there: another program listens on it");
    run("app db on=n2 port=53");
    assertThat(plans.getLast().refusals().get(DB).why())
        .as("every node leads there at each of its addresses")
        .isEqualTo("port 53 is taken there: another program listens on it");
    cluster.listen("n1", "53");
    run("app db on=n1 port=53 at=127.0.0.1");
    assertThat(plans.getLast().refusals()).containsKey(DB);
  }

  /** What an earlier version chose for TCP stays; for UDP one of the same kind is chosen. */
  @Test
  void aPortThatIsChosenIsOfTheProtocolThatIsAskedFor() {
    String[] lines = {"app db on=n1", "app web on=n2", "wire from=web to=db port=7"};
    run(lines);
    Ref chosen = new Ref("path", "25790");
    assertThat(cluster.shows("n1", chosen)).isTrue();
    run("app db on=n1", "app web on=n2", "wire from=web to=db port=7/udp");
    assertThat(plans.getLast().changes())
        .extracting(c -> c.ref().toString())
        .contains("wire web:7/udp")
        .anyMatch(ref -> ref.matches("path 2[0-9]{4}/udp"));
  }
}
