package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRulesTest {

  private static final Link LINK = new Link(new Port(5432), "10.77.0.18", new Port(15432));

  private static Map<String, LinkRules> recorded() {
    return LinkRules.parse(Samples.read("look.txt"));
  }

  @Test
  void tellsContainersApart() {
    assertThat(recorded()).containsOnlyKeys("web", "db");
    assertThat(recorded().get("web").have(LINK)).isTrue();
    assertThat(recorded().get("db").have(LINK)).isFalse();
  }

  @Test
  void missesALinkThatLeadsElsewhere() {
    LinkRules rules = recorded().get("web");

    assertThat(rules.have(new Link(new Port(5432), "10.77.0.18", new Port(1543)))).isFalse();
    assertThat(rules.have(new Link(new Port(5432), "10.77.0.1", new Port(15432)))).isFalse();
    assertThat(rules.have(new Link(new Port(543), "10.77.0.18", new Port(15432)))).isFalse();
  }

  @Test
  void passesOverAContainerThatIsEnding(@TempDir Path programs) throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
    try {
      String ending = parent.inputReader().readLine();
      while (!Files.readString(Path.of("/proc/" + ending + "/stat")).contains(") Z ")) {
        Thread.sleep(10);
      }
      assertThat(lookInto(ending, programs)).isZero();
      assertThat(lookInto(String.valueOf(parent.pid()), programs)).isEqualTo(1);
    } finally {
      parent.destroy();
    }
  }

  /** Where nothing can be looked into, for a container with that process ID. */
  private static int lookInto(String pid, Path programs) throws Exception {
    program(programs.resolve("docker"), "echo /web " + pid);
    program(programs.resolve("nsenter"), "exit 1");
    ProcessBuilder look = new ProcessBuilder(LinkRules.look(List.of("web")));
    look.environment().merge("PATH", programs + ":", (path, first) -> first + path);
    return look.start().waitFor();
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localnet 1",
        "-A OUTPUT -j FLOCKER-LINK-OUT",
        "-A POSTROUTING -j FLOCKER-LINK-BACK",
        "-A INPUT -j FLOCKER-LINK-GUARD",
        "-j MASQUERADE",
        "-j DNAT"
      })
  void missesEachPartThatIsGone(String part) {
    String less = Samples.read("look.txt").replace(part, "");

    assertThat(LinkRules.parse(less).get("web").have(LINK)).isFalse();
  }
}
