package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pass of {@code flocker keep} leads visitors past what is not well. */
class KeepSteersTest extends CommandFixture {

  private static final String WEBS =
      """
      - project: shop
        hosts: all
        resources:
          - app: {name: web, on: %s, image: "1", port: 80}
      """;

  KeepSteersTest() {
    super("n1", "n2", "n3");
  }

  private List<Object> targets() {
    return List.of("n1", "n2").stream()
        .map(n -> cluster.state(n, new Ref("path", "80")).get("targets"))
        .toList();
  }

  private int keep(String... options) {
    String[] all = new String[options.length + 4];
    all[0] = "keep";
    all[1] = "-i";
    all[2] = inventory.toString();
    all[3] = folder.resolve("site.yml").toString();
    System.arraycopy(options, 0, all, 4, options.length);
    return flocker(all);
  }

  @Test
  void leadsPastWhatIsNotWellAndBack() throws IOException {
    assertThat(run(WEBS.formatted("[n1, n2]"))).as(printed.err()).isZero();
    cluster.ails("n1", new Ref("app", "web"), "unhealthy");

    assertThat(keep()).as(printed.err()).isZero();
    assertThat(targets()).allMatch(List.of("n2")::equals);
    assertThat(printed.out()).contains("app web: visitors are led by its health");
    cluster.heals("n1", new Ref("app", "web"));
    assertThat(keep("--check")).isZero();
    assertThat(targets()).as("a check writes nothing").allMatch(List.of("n2")::equals);
    assertThat(keep()).isZero();
    assertThat(targets()).allMatch(List.of("n1", "n2")::equals);
  }

  @Test
  void leavesWhatCouldNotBeLookedAtAsItIs() throws IOException {
    Ref web = new Ref("app", "web");
    assertThat(run(WEBS.formatted("[n1, n2, n3]"))).as(printed.err()).isZero();
    cluster.obscures("n1", web);
    cluster.ails("n2", web, "unhealthy");
    assertThat(keep()).isZero();
    assertThat(targets()).allMatch(List.of("n1", "n3")::equals);

    cluster.obscures("n2", web);
    assertThat(keep()).isZero();
    assertThat(targets()).allMatch(List.of("n1", "n3")::equals);
    cluster.heals("n2", web);
    assertThat(keep()).isZero();
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }

  @Test
  void leadsToWhatCouldNotBeLookedAtRatherThanToNoneThatIsWell() throws IOException {
    Ref web = new Ref("app", "web");
    assertThat(run(WEBS.formatted("[n1, n2]"))).as(printed.err()).isZero();
    cluster.ails("n1", web, "unhealthy");
    assertThat(keep()).isZero();
    cluster.heals("n1", web);
    cluster.obscures("n1", web);
    cluster.ails("n2", web, "unhealthy");

    assertThat(keep()).isZero();
    assertThat(targets()).allMatch(List.of("n1", "n2")::equals);
  }

  /** It would get visitors that are not its. */
  @Test
  void leadsToNoNodeThatOnlySaysThatItHasIt() throws IOException {
    assertThat(run(WEBS.formatted("[n1, n2]"))).as(printed.err()).isZero();
    Files.writeString(folder.resolve("site.yml"), WEBS.formatted("[n2]"));
    cluster.ails("n2", new Ref("app", "web"), "unhealthy");

    assertThat(keep()).isZero();
    assertThat(targets()).as("n1 is not asked for").allMatch(List.of("n1", "n2")::equals);
  }

  /** One that lies, or has what a playbook has given another port since. */
  @Test
  void turnsNothingThatThePlaybookLeadsToSomethingElse() throws IOException {
    String two =
        WEBS.formatted("[n1, n2]")
            + "    - app: {name: api, on: [n1, n2], image: \"1\", port: 81}\n";
    assertThat(run(two)).as(printed.err()).isZero();
    cluster.state("n1", new Ref("app", "api")).put("ports", List.of("80"));
    cluster.ails("n2", new Ref("app", "api"), "unhealthy");

    assertThat(keep()).as(printed.err()).isZero();
    assertThat(targets()).as("those of web").allMatch(List.of("n1", "n2")::equals);
  }

  /** It may serve there. */
  @Test
  void turnsNothingOfWhatANodeMayHaveUnseen() throws IOException {
    assertThat(run(WEBS.formatted("[n1, n2, n3]"))).as(printed.err()).isZero();
    cluster.ails("n1", new Ref("app", "web"), "unhealthy");
    cluster.confuse("n3");
    keep();
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }
}
