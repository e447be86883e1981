package dev.flocker.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.plugin.BadPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a run ends that was lost, interrupted, or never began. */
class EndTest extends CommandFixture {

  @Test
  void namesANodeThatIsLostWhileItIsLookedAt() throws IOException {
    run(PLAYBOOK);
    cluster.lose("n2");
    assertThat(run(PLAYBOOK)).isEqualTo(4);
    assertThat(run(PLAYBOOK, "--check")).isEqualTo(4);
    assertThat(printed.err()).contains("n2 could not be reached: it has been silent for 30 s\n");
    assertThat(printed.out()).contains("n2 : ok=0 changed=0 failed=0 unreachable=0  (could not be");
  }

  @Test
  void namesANodeThatIsLostAmidAStep() throws IOException {
    cluster.failing(
        line -> {
          if (line.equals("n1 APPLY app web")) {
            cluster.lose("n1");
          }
          return false;
        });
    assertThat(run(PLAYBOOK, "--output", "json")).isEqualTo(4);
    assertThat(printed.out()).contains("{\"type\":\"unreachable\",\"node\":\"n1\"");
  }

  @Test
  void endsWithOneRecapForAScriptWhateverHappens() throws IOException {
    assertThat(script(PLAYBOOK)).isZero();
    assertThat(script("- {}")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--chek")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--forks", "many")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--plugins", "nowhere")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--limit", "n9")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "-K")).isEqualTo(3);
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "it refuses the login", "say who"));
    assertThat(script(PLAYBOOK)).isEqualTo(4);
    dialing = new NodeTrouble.Cancelled("the nodes");
    assertThat(script(PLAYBOOK)).isEqualTo(130);
    dialing = new NodeTrouble.LockHeld("n1", "ann@laptop", "");
    assertThat(script(PLAYBOOK)).isEqualTo(6);
    dialing = new IllegalStateException("a fault");
    assertThat(script(PLAYBOOK)).isEqualTo(70);
    plugins = new BadPlugin("geo 1.0.0", "gives no resource type", "ask its author");
    assertThat(script(PLAYBOOK)).isEqualTo(5);
    Files.writeString(folder.resolve("flocker.yml"), "forkz: 3");
    assertThat(script(PLAYBOOK)).isEqualTo(3);
  }

  /** The exit code of a run whose output is JSON; exactly one recap ends it. */
  private int script(String playbook, String... options) throws IOException {
    String before = printed.out();
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--output", "json"));
    int code = run(playbook, all.toArray(String[]::new));
    List<String> lines = printed.out().substring(before.length()).lines().toList();
    assertThat(lines.stream().filter(l -> l.startsWith("{\"type\":\"recap\",")))
        .as("%s", lines)
        .containsExactly(lines.getLast());
    return code;
  }

  @Test
  void saysThatNothingWasChangedWhenItIsInterruptedBefore() throws IOException {
    dialing = new NodeTrouble.Cancelled("the nodes");
    assertThat(run(PLAYBOOK)).isEqualTo(130);
    assertThat(printed.out())
        .startsWith("interrupted; nothing was changed\n")
        .contains("nothing changed, in ");
    assertThat(flocker("state", "-i", inventory.toString())).isEqualTo(130);
    assertThat(printed.err()).isEqualTo("flocker: interrupted; nothing was changed\n");
  }

  @Test
  void saysWhatWasNotDoneWhenItIsInterruptedAmidAProject() throws IOException {
    String second = PLAYBOOK.replace("project: shop", "project: other").replace("web", "api");
    Thread command = Thread.currentThread();
    cluster.failing(
        line -> {
          if (line.contains("APPLY app web")) {
            command.interrupt();
          }
          return false;
        });
    int code = run(PLAYBOOK + second);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isEqualTo(130);
    assertThat(printed.out())
        .contains("not done: app web\n")
        .contains("note: project other was not begun\n");
    assertThat(cluster.shows("n1", Ref.parse("app api"))).isFalse();
  }
}
