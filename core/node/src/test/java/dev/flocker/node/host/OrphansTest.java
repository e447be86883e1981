package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private Process dead;
  private Process program;

  @BeforeEach
  void aProcessThatIsNoMore() throws Exception {
    dead = new ProcessBuilder("true").start();
    dead.waitFor();
  }

  @AfterEach
  void end() {
    program.destroyForcibly();
  }

  @Test
  void endWithTheNextRunThatMayWrite() throws Exception {
    program = of(dead.pid(), "sleep 1000");
    Orphans.end();
    assertThat(program.isAlive()).isFalse();
  }

  @Test
  void endEvenIfTheyDoNotWantTo() throws Exception {
    program = of(dead.pid(), "trap '' TERM; echo ready; while :; do sleep 1; done");
    assertThat(program.inputReader().readLine()).isEqualTo("ready");
    Orphans.end();
    assertThat(program.isAlive()).isFalse();
  }

  @Test
  void areNotThoseOfProcessesThatLive() throws Exception {
    program = of(ProcessHandle.current().pid(), "sleep 1000");
    Orphans.end();
    assertThat(program.isAlive()).isTrue();
  }

  /** As on a machine whose containers are nodes too. */
  @Test
  void areNotThoseWithinContainers() throws Exception {
    program = of(dead.pid(), "exec unshare --pid --fork sh -c 'echo ready; exec sleep 1000'");
    assumeThat(program.inputReader().readLine()).as("root may make namespaces").isEqualTo("ready");
    ProcessHandle within = program.children().findFirst().orElseThrow();
    assertThat(Orphans.find()).doesNotContain(within);
    within.destroyForcibly();
  }

  @Test
  void carryTheProcessThatStartedThem() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $FLOCKER_PROCESS");
    Orphans.mark(builder);
    program = builder.start();
    assertThat(program.inputReader().readLine())
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }

  private static Process of(long parent, String script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().put("FLOCKER_PROCESS", Long.toString(parent));
    return builder.start();
  }
}
