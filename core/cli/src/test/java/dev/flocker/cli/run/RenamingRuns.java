package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Data of a name that its playbook is to change: on n1, with a user, and a replica on n2. */
abstract class RenamingRuns extends FakeRuns {

  static final Ref PG = new Ref("data", "pg");

  static final Ref BOOKS = new Ref("data", "books");

  static final String USER = "app db on=n1 uses=books guarded=yes";

  static final String RENAMED = "data books was=pg";

  @BeforeEach
  void underItsOldName() {
    run("app db on=n1 uses=pg guarded=yes");
    cluster.owner("n1", PG, "n1", "n2");
    cluster.replica("n2", PG, "n1");
    cluster.log.clear();
  }

  final Report checked(String... lines) {
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    return report(runner(cluster, check), cluster.project(lines));
  }

  final void nothingWasTouched() {
    assertThat(cluster.log).noneMatch(l -> l.matches(".* (QUIESCE|RENAME|APPLY|RESUME) .*"));
    assertThat(cluster.shows("n1", PG)).isTrue();
    assertThat(cluster.runs("n1", DB)).isTrue();
  }
}
