package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkScriptTest {

  private static final LinkScript SCRIPT =
      new LinkScript(
          "shop",
          "web.1",
          List.of(
              new Link(
                  new Port(5432), "10.77.0.11", new Port(15432), Optional.of("127.70.1.2:5432")),
              new Link(new Port(6379), "10.77.0.11", new Port(21007), Optional.empty())));

  @Test
  void putsInRulesInChainsOfItsOwn() {
    assertThat(SCRIPT.text()).isEqualTo(Samples.read("links-web.1"));
  }

  @Test
  void changesTheLinksOfAContainerThatIsEnding(@TempDir Path programs) throws Exception {
    try (Ending ending = Ending.start()) {
      assertThat(now(ending.pid(), programs)).isZero();
      assertThat(now(ending.parent(), programs)).as("of one in this network").isPositive();
    }
  }

  private static int now(String pid, Path programs) throws Exception {
    Ending.program(
        programs.resolve("docker"), "case $1 in ps) echo 4ab1 ;; *) echo " + pid + " ;; esac");
    Path script = Files.writeString(programs.resolve("web.1"), SCRIPT.text());
    return Ending.run(LinkScript.now(script), programs);
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(LinkScript.parse("web.1", SCRIPT.text())).contains(SCRIPT);
  }

  @Test
  void leadsUdpAsItLeadsTcp() {
    Port dns = Port.parse("53/udp");
    Link udp = new Link(dns, "10.77.0.11", Port.parse("20053/udp"), Optional.of("127.70.1.2:53"));
    assertThat(Link.parse(udp.line())).contains(udp);
    assertThat(udp.rules())
        .containsExactly(
            "-A FLOCKER-LINK-OUT -d 127.0.0.1/32 -p udp --dport 53"
                + " -j DNAT --to-destination 10.77.0.11:20053",
            "-A FLOCKER-LINK-BACK -s 127.0.0.0/8 -p udp -m conntrack --ctstate DNAT"
                + " --ctorigdst 127.0.0.1 --ctorigdstport 53 -j MASQUERADE",
            "-A FLOCKER-LINK-OUT -d 127.70.1.2/32 -p udp --dport 53"
                + " -j DNAT --to-destination 10.77.0.11:20053",
            "-A FLOCKER-LINK-BACK -s 127.0.0.0/8 -p udp -m conntrack --ctstate DNAT"
                + " --ctorigdst 127.70.1.2 --ctorigdstport 53 -j MASQUERADE");
  }

  @Test
  void isNotFlockersWithoutItsMark() {
    assertThat(LinkScript.parse("web.1", "#!/bin/sh\n# link 1 10.0.0.1:2\n")).isEmpty();
  }
}
