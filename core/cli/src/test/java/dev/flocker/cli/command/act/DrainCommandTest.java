package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something that names two nodes, and the web on all three. */
class DrainCommandTest extends CommandFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: {one_of: [n1, n2]}, port: 5432, image: "1"}
          - app: {name: web, on: [n1, n2, n3], image: "1"}
      """;

  private static final Ref DB = new Ref("app", "db");
  private static final Ref WEB = new Ref("app", "web");

  private int out;
  private int err;

  DrainCommandTest() {
    super("n1", "n2", "n3");
  }

  @BeforeEach
  void runs() throws IOException {
    assertThat(run(SHOP)).as(printed.err()).isZero();
    assertThat(cluster.runs("n1", DB)).isTrue();
    forget();
  }

  private void forget() {
    cluster.log.clear();
    out = printed.out().length();
    err = printed.err().length();
  }

  private String said() {
    return printed.out().substring(out) + printed.err().substring(err);
  }

  private int on(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "-i", inventory.toString()));
    all.addAll(List.of(arguments));
    forget();
    return flocker(all.toArray(String[]::new));
  }

  private String site() {
    return folder.resolve("site.yml").toString();
  }

  private String other(String playbook) throws IOException {
    Path file = Files.writeString(folder.resolve("other.yml"), playbook);
    return file.toString();
  }

  @Test
  void aCheckShowsItAndWritesNothing() throws IOException {
    assertThat(on("drain", "n1", site(), "--check", "--exit-code")).isEqualTo(2);
    assertThat(cluster.log).isEmpty();
    assertThat(said())
        .contains("n1 is to be drained: nothing is put there")
        .contains("> app db     n1 -> n2")
        .contains("- app web    n1");
    assertThat(run(SHOP, "--check", "--exit-code")).as(said()).isZero();
  }

  @Test
  void whatHasNowhereToGoIsSaidBeforeAnythingIsTouched() throws IOException {
    assertThat(run(SHOP + "    - app: {name: solo, on: n1, image: \"1\"}\n")).isZero();

    assertThat(on("drain", "n1", site(), "--output", "json")).isEqualTo(1);

    List<String> lines = said().lines().toList();
    assertThat(lines).filteredOn(l -> l.contains("\"what\":\"app solo\"")).hasSize(1);
    assertThat(lines)
        .as("first what stays, then what is done")
        .containsSubsequence(
            lines.stream().filter(l -> l.contains("app solo")).findFirst().orElseThrow(),
            lines.stream().filter(l -> l.contains("\"type\":\"step\"")).findFirst().orElseThrow());
    assertThat(cluster.runs("n1", Ref.parse("app solo"))).isTrue();
    assertThat(cluster.runs("n2", DB)).isTrue();
  }

  @Test
  void marksAnswersAndLeavesTheRestToRuns() throws IOException {
    assertThat(on("drain", "n1")).as(said()).isZero();
    assertThat(cluster.log).containsExactly("n1 LOCK", "n1 DRAIN");
    assertThat(said())
        .contains("n1 is drained: each run of a playbook takes its things away")
        .contains("it still has things of shop");

    assertThat(on("state")).isZero();
    assertThat(said()).containsPattern("n1 is drained, (in )?\\d+ [a-z]+( ago)? by ann@laptop");
    assertThat(on("state", "--output", "json")).isZero();
    assertThat(said()).contains("\"drained\":{\"n1\":{");

    assertThat(on("undrain", "n1")).isZero();
    assertThat(said()).contains("n1 was drained by ann@laptop at 2026-11-30T05:00:00Z: no longer");
    assertThat(on("undrain", "n1")).isZero();
    assertThat(said()).contains("n1 is not drained");
    assertThat(run(SHOP, "--check", "--exit-code")).isZero();
  }

  @Test
  void anotherRunGetsTheMarkAndWhatItSaysAboutOthersIsNotAsked() throws IOException {
    assertThat(on("drain", "n1")).isZero();
    String elsewhere =
        """
        - {name: B, project: blog, hosts: all, resources: [{app: {name: b, on: n1, image: "1"}}]}
        """;
    assertThat(on("run", other(elsewhere))).isEqualTo(1);
    assertThat(said())
        .contains("app b on n1: n1 is drained, by ann@laptop at 2026-11-30T05:00:00Z, and nothing")
        .contains("other.yml:1:53");
    assertThat(cluster.log).allMatch(line -> line.endsWith(" LOCK"));
    assertThat(on("run", site(), "--check")).isZero();
    assertThat(said()).contains("> app db     n1 -> n2");
  }

  @Test
  void nothingLeavesANodeThatCannotBeMarked() {
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "no route to host", ""));
    assertThat(on("drain", "n1")).isEqualTo(4);
    assertThat(on("drain", "n1", site())).isEqualTo(4);
    assertThat(cluster.log).allMatch(line -> line.endsWith(" LOCK"));
    assertThat(cluster.runs("n1", DB) && cluster.runs("n1", WEB)).isTrue();
  }

  @Test
  void wrongWordsAreSaidBeforeANodeIsContacted() throws IOException {
    asked.clear();
    assertThat(on("drain", "n9", site())).isEqualTo(3);
    assertThat(said()).contains("n9: the inventory has no such node; did you mean \"n1\"?");
    assertThat(on("drain", "n9")).isEqualTo(3);
    assertThat(on("undrain", "n9")).isEqualTo(3);
    assertThat(on("drain", "n1", "--check")).isEqualTo(3);
    assertThat(said()).contains("name those to run: flocker drain n1 site.yml --check");

    assertThat(on("move", "db", "--to", "n3", site())).isEqualTo(3);
    assertThat(said())
        .contains("site.yml:5:7: app db: may be on n1, n2, and not on n3; add n3 to its one_of");
    assertThat(on("move", "web", "--to", "n1", site())).isEqualTo(3);
    assertThat(said()).contains("app web: names no candidates");
    assertThat(on("move", "bd", "--to", "n1", site())).isEqualTo(3);
    assertThat(said()).contains("bd: the playbook has none of that name");
    String twice = SHOP.replace("5432", "5433").replace("project: shop", "project: blog");
    assertThat(on("move", "db", "--to", "n2", site(), other(twice))).isEqualTo(3);
    assertThat(said()).contains("db: is in several projects; say which: shop/db, blog/db");
    assertThat(asked).isEmpty();
  }

  @Test
  void aMoveToADrainedNodeIsRefused() {
    assertThat(on("drain", "n2")).isZero();
    assertThat(on("move", "db", "--to", "n2", site())).isEqualTo(1);
    assertThat(said())
        .contains("app db on n2: n2 is drained, by ann@laptop at 2026-11-30T05:00:00Z")
        .contains("flocker undrain n2");
    assertThat(cluster.runs("n1", DB)).isTrue();
  }
}
