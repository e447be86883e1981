package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Rename;
import dev.flocker.cli.plan.Repair;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whole runs over nodes in memory. */
abstract class FakeRuns {

  static final Ref DB = new Ref("app", "db");
  static final Ref WEB = new Ref("app", "web");
  static final String GUARDED = "app db on=n1 uses=pg port=5432 guarded=yes";
  static final String MOVED = "app db on=n2 uses=pg port=5432 guarded=yes";

  final FakeCluster cluster = new FakeCluster("shop", "n1", "n2", "n3");
  final List<Plan> plans = new ArrayList<>();
  final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  /** What went wrong, as a person is told. */
  final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  static Options options(Set<String> limit) {
    return new Options(new Selection(limit, Set.of()), false, Set.of(), false);
  }

  final Report run(String... lines) {
    return run(cluster, cluster.project(lines));
  }

  final Report run(FakeCluster on, Project project) {
    RunOptions real =
        new RunOptions(false, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    return report(runner(on, real), project);
  }

  /** With {@code --limit}. */
  final Report limited(String node, String... lines) {
    RunOptions some =
        new RunOptions(false, options(Set.of(node)), Duration.ZERO, new Errand("me", "run"));
    return report(runner(cluster, some), cluster.project(lines));
  }

  /** Of which nothing is left to be told. */
  static Declarations only(Project... projects) {
    return new Declarations(List.of(projects), Map.of(), told -> List.of(projects));
  }

  static Report report(Runner runner, Project project) {
    runner.run(only(project));
    return runner.reports().getFirst();
  }

  final Runner runner(FakeCluster on, RunOptions options) {
    return runner(on, on.sessions(), Map.of(), options);
  }

  /** One that does not reach a node. */
  final Runner without(String node) {
    Map<String, NodeSession> reached = new LinkedHashMap<>(cluster.sessions());
    reached.remove(node);
    NodeTrouble why = new NodeTrouble.Unreachable(node, "no route to host", "");
    RunOptions real =
        new RunOptions(false, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    return runner(cluster, reached, Map.of(node, why), real);
  }

  private Runner runner(
      FakeCluster on,
      Map<String, NodeSession> sessions,
      Map<String, NodeTrouble> unreachable,
      RunOptions options) {
    return new Runner(
        on.types,
        new Sessions(sessions),
        unreachable,
        new NoOthers(),
        options,
        new Quiet(),
        (plan, s, lost) -> new Moving(on, s));
  }

  final void inOrder(String... lines) {
    assertThat(cluster.log).containsSubsequence(lines);
  }

  /** Plays that name the whole inventory. */
  record NoOthers() implements Others {

    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public Answer ask(Set<String> nodes) {
      return new Answer(Map.of(), Map.of());
    }
  }

  /** Moves data in the fake cluster, and logs it. */
  record Moving(FakeCluster on, Sessions sessions) implements Movers {
    @Override
    public Mover mover(DataMove move) {
      return new Mover() {
        @Override
        public Ref ref() {
          return move.ref();
        }

        @Override
        public void push(Progress progress) {
          say("push " + move.ref().name());
        }

        @Override
        public void release(String label, Progress progress) {
          say("release " + move.ref().name());
        }

        @Override
        public void establish(List<Call> then, Progress progress) {
          say("establish " + move.ref().name() + " " + move.from() + " " + move.to());
          on.moved(move.ref(), move.from(), move.to());
          sessions.of(move.to()).perform(then, progress);
        }

        @Override
        public String giveUp() {
          say("giveUp " + move.ref().name());
          return on.shows(move.from(), move.ref()) ? move.from() : move.to();
        }

        @Override
        public void giveBack() {
          say("giveBack " + move.ref().name());
          on.moved(move.ref(), move.to(), move.from());
        }

        @Override
        public void close() {
          say("close " + move.ref().name());
        }

        @Override
        public void finish() {
          say("finish " + move.ref().name());
        }
      };
    }

    @Override
    public Mover mover(Rename rename) {
      return new Renaming(
          rename,
          side(rename.node(), rename.was()),
          side(rename.node(), rename.ref()),
          rename.others().stream().map(n -> side(n, rename.was())).toList(),
          new Invocations(on.types, "shop").prepare(rename.was(), rename.provider(), rename.want()),
          new Invocations(on.types, "shop")
              .arrived(rename.ref(), rename.provider(), rename.want()));
    }

    private Side side(String node, Ref ref) {
      return new Side(sessions.of(node), "fake", "shop", ref);
    }

    @Override
    public void foresee(Change change) {
      if (on.isUnfit(change.node()) && change.ref().type().equals("app")) {
        throw new NodeTrouble.StepFailed(change.node(), "no such processor", "use another image");
      }
    }

    @Override
    public void requireClosable(DataMove move) {}

    @Override
    public long requireReceivable(DataMove move, long besides) {
      if (on.isFull(move.to())) {
        throw new NodeTrouble.StepFailed(move.to(), "no room", "make room");
      }
      return 1;
    }

    @Override
    public void copy(List<DataMove> set, Progress progress) {
      String names = String.join(" ", set.stream().map(m -> m.ref().name()).toList());
      say("copy " + names + " " + set.getFirst().to());
    }

    @Override
    public void prune(Sight owner) {
      say("prune " + owner.ref().name());
    }

    @Override
    public void repair(Repair repair) {
      say("repair " + repair.ref().name());
      if (repair.kind() == Repair.Kind.RENAME) {
        side(repair.node(), new Ref(repair.ref().type(), "pg")).rename("shop", repair.ref());
      }
    }

    private void say(String line) {
      on.say(line);
    }
  }

  private final class Quiet implements RunListener {
    @Override
    public void unreachable(String node, NodeTrouble why) {}

    @Override
    public void planned(Project project, Plan plan) {
      plans.add(plan);
    }

    @Override
    public void finished(Project project, Report report) {}

    @Override
    public void began(String title, Set<Ref> about) {}

    @Override
    public void progress(String title, String what, long done, long total) {}

    @Override
    public void ended(String title, Set<Ref> about) {}

    @Override
    public void failed(String title, Set<Ref> about, NodeTrouble why) {
      if (why instanceof NodeTrouble.Broken) {
        throw why;
      }
      failures.add(why.getMessage());
    }

    @Override
    public void skipped(String title, Set<Ref> about) {}

    @Override
    public void note(String text) {
      notes.add(text);
    }
  }
}
