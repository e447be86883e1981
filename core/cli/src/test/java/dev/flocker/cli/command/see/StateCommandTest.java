package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateCommandTest extends CommandFixture {

  private int begin;

  @BeforeEach
  void shopRuns() throws IOException {
    assertThat(run(PLAYBOOK)).isZero();
    begin = printed.out().length();
    cluster.log.clear();
  }

  private int state(String... arguments) {
    List<String> all = new ArrayList<>(List.of("state", "-i", inventory.toString()));
    all.addAll(List.of(arguments));
    return flocker(all.toArray(String[]::new));
  }

  private String said() {
    return printed.out().substring(begin);
  }

  private String playbook(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return file.toString();
  }

  @Test
  void saysWhatDiffersFromAPlaybook() throws IOException {
    String other = playbook("other.yml", PLAYBOOK.replace("\"1\"", "\"2\""));
    assertThat(state(other)).as(printed.err()).isZero();
    assertThat(said()).contains("shop\n").contains("drift: ~ app web  n1  (replaced): image\n");
    assertThat(state(other, "--exit-code")).isEqualTo(2);
    assertThat(cluster.log).as("nothing is written").noneMatch(line -> line.contains("LOCK"));
  }

  @Test
  void saysThatNothingDiffers() throws IOException {
    assertThat(state(playbook("site.yml", PLAYBOOK), "--exit-code")).as(printed.err()).isZero();
    assertThat(said()).endsWith("drift: none\n");
  }

  private String blog() throws IOException {
    return playbook(
        "blog.yml",
        """
        - project: blog
          hosts: all
          resources:
            - app: {name: blog, on: n2}
        """);
  }

  @Test
  void whatDiffersOfAnotherProjectIsNoChange() throws IOException {
    String site = playbook("site.yml", PLAYBOOK);
    assertThat(state("--exit-code", "--project", "shop", site, blog())).isZero();
    assertThat(said()).endsWith("drift: none\n");
    assertThat(state("--exit-code", "--project", "blog", site, blog())).isEqualTo(2);
  }

  @Test
  void whatWasNotPlannedIsSaid() throws IOException {
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "no route to host", ""));
    String other = playbook("site.yml", PLAYBOOK.replace("\"1\"", "\"2\""));
    assertThat(state("--output", "json", other, blog())).isEqualTo(4);
    assertThat(printed.err()).contains("note: project blog was not begun");
  }

  @Test
  void whatANodeIsAtFaultInLeavesTheOthersToBeSeen() {
    cluster.confuse("n2");
    assertThat(state()).isEqualTo(5);
    assertThat(said()).contains("app  web on n1");
    assertThat(printed.err()).contains("n2: a plugin is confused");
  }

  @Test
  void whatCannotBeSeenCloselyIsSaid() {
    cluster.dim("n1");
    assertThat(state()).isZero();
    assertThat(printed.err()).contains("n1: could not tell how each app is: it is dark");
  }

  @Test
  void severalPlaybooksAreOneLook() throws IOException {
    assertThat(state(playbook("site.yml", PLAYBOOK), blog())).isZero();
    assertThat(said()).contains("drift: + app blog  n2\n").doesNotContain("app web  n1  (");
  }

  @Test
  void driftIsInTheJsonToo() throws IOException {
    String other = playbook("other.yml", PLAYBOOK.replace("\"1\"", "\"2\""));
    assertThat(state("--output", "json", other)).isZero();
    assertThat(said())
        .endsWith(
            "\"drift\":[{\"project\":\"shop\",\"type\":\"app\",\"name\":\"web\","
                + "\"change\":\"replace\",\"nodes\":[\"n1\"],\"to\":[],"
                + "\"attributes\":[\"image\"]}]}\n")
        .hasLineCount(1);
  }

  @Test
  void aBadPlaybookIsSaidWithItsPlace() throws IOException {
    asked.clear();
    String bad = playbook("bad.yml", PLAYBOOK.replace("image:", "imagee:"));
    assertThat(state(bad)).isEqualTo(3);
    assertThat(state("--output", "json", bad)).isEqualTo(3);
    assertThat(asked).isEmpty();
    assertThat(printed.err()).contains("bad.yml:5:").contains("imagee");
    assertThat(said()).doesNotContain("drift");
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeAnyNodeIsAsked() throws IOException {
    asked.clear();
    String site = playbook("site.yml", PLAYBOOK);
    assertThat(state("--exit-code")).isEqualTo(3);
    assertThat(printed.err()).contains("--exit-code is about a playbook");
    assertThat(state("--watch", "1", site)).isEqualTo(3);
    assertThat(printed.err()).contains("leave out --watch, or the playbook");
    assertThat(state("--watch", "--output", "json")).isEqualTo(3);
    assertThat(state("--watch", "0")).isEqualTo(3);
    assertThat(state("--watch=0")).isEqualTo(3);
    assertThat(state("--watch=-5")).isEqualTo(3);
    assertThat(state("--watch=often")).isEqualTo(3);
    assertThat(printed.err()).contains("\"often\" is no number from 1 to 9999");
    assertThat(asked).isEmpty();
  }

  @Test
  void aPageThatCannotBeWrittenOrMakesNoSenseIsRefusedBeforeAnyNodeIsAsked() {
    asked.clear();
    String page = folder.resolve("page.html").toString();
    assertThat(state("--report", folder.resolve("none/page.html").toString())).isEqualTo(3);
    assertThat(printed.err()).contains("cannot be written: there is no such folder; name a file");
    assertThat(state("--report", page, "--watch=1")).isEqualTo(3);
    assertThat(state("--output", "deployment", "--report", page)).isEqualTo(3);
    assertThat(printed.err())
        .contains("--report writes one page, of one look; leave out --watch")
        .contains("--report writes one page, of one look; leave out --output deployment");
    String hosts = inventory.toString();
    assertThat(flocker("volume", "ls", "-i", hosts, "--report", folder.toString())).isEqualTo(3);
    assertThat(printed.err()).contains("cannot be written: it is a folder");
    assertThat(asked).isEmpty();
    assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".html"));
  }

  @Test
  void thePageSaysWhatDiffersAndWhoWasNotSeen() throws IOException {
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "no route to host", "start it"));
    String other = playbook("other.yml", PLAYBOOK.replace("\"1\"", "\"2\""));
    Path page = folder.resolve("page.html");

    assertThat(state("--report", page.toString(), "--project", "shop", other)).isEqualTo(4);

    String html = Files.readString(page);
    assertThat(html)
        .contains("1 differs from what playbooks say; n2 could not be looked at")
        .contains("n2 could not be reached", "no route to host", "start it", "class=\"node lost\"")
        .contains("id=\"drift\"", "<td class=\"fresh\">2</td>");
    assertThat(html.split("n2 could not be reached", -1)).as("said once").hasSize(2);
  }

  @Test
  void aPageOfABadPlaybookSaysWhatIsWrongWithIt() throws IOException {
    Path page = folder.resolve("page.html");
    String bad = playbook("bad.yml", PLAYBOOK.replace("image:", "imagee:"));
    assertThat(state("--report", page.toString(), bad)).isEqualTo(3);
    assertThat(Files.readString(page)).contains("bad.yml:5:", "imagee");
  }

  @Test
  void watchesUntilItIsInterruptedWhateverIsLost() throws InterruptedException {
    int[] code = new int[1];
    Thread watching = Thread.ofPlatform().daemon().start(() -> code[0] = state("--watch", "1"));
    try {
      await(() -> said().contains(", every 1 s\nshop\n"));
      troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "no route to host", ""));
      cluster.lose("n2");
      await(() -> said().contains("n2 could not be reached: no route to host\nshop\n"));
    } finally {
      watching.interrupt();
      watching.join(Duration.ofSeconds(20));
    }
    assertThat(code[0]).isEqualTo(130);
  }

  private static void await(BooleanSupplier seen) throws InterruptedException {
    for (int i = 0; i < 200 && !seen.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    assertThat(seen.getAsBoolean()).isTrue();
  }
}
