package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code --report}. */
class ReportTest extends CommandFixture {

  private static String shop(String node) {
    return """
    - name: The shop
      project: shop
      hosts: all
      resources:
        - app: {name: db, on: %s, port: 5432, image: "1"}
        - app: {name: web, on: n2, after: [db]}
    """
        .formatted(node);
  }

  private Path page() {
    return folder.resolve("page.html");
  }

  private String report(String playbook, String... options) throws IOException {
    String[] all =
        Stream.concat(Stream.of("--report", page().toString()), Stream.of(options))
            .toArray(String[]::new);
    run(playbook, all);
    return Files.readString(page());
  }

  @Test
  void showsWhatWasDone() throws IOException {
    assertThat(report(shop("n1")))
        .contains("<h1>The shop</h1>", "3 resources changed", "ann@laptop: flocker test (version")
        .contains("data-node=\"n1\"", "data-node=\"n2\"", "data-box=\"app db on n1\"")
        .contains("data-box=\"path 5432\"", "app web starts after app db")
        .contains("id=\"timeline\"", "start app web", "done in ")
        .doesNotContain("id=\"what-went-wrong\"");
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    report(shop("n1"));
    assertThat(Files.getPosixFilePermissions(page()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().startsWith(".report"));
    }
  }

  @Test
  void showsWhatACheckFinds() throws IOException {
    assertThat(report(shop("n1"), "--check"))
        .contains("3 resources would change", "id=\"plan\"", "start app web")
        .doesNotContain("id=\"timeline\"");
    assertThat(cluster.log).noneMatch(line -> line.contains("LOCK"));
  }

  @Test
  void marksTheStopOfAMove() throws IOException {
    report(shop("n1"));
    assertThat(report(shop("n2")))
        .containsPattern("app db, n1 to n2: newcomers waited \\d+ ms at most")
        .contains("app db moves to app db on n2", "class=\"stop\"");
  }

  @Test
  void listsEveryDifference() throws IOException {
    report(shop("n1"));
    assertThat(report(shop("n1").replace("\"1\"", "\"2\"")))
        .containsPattern("image</th><td class=\"old\">1</td><td class=\"fresh\">2</td>");
  }

  @Test
  void saysWhatWentWrongAndEscapesIt() throws IOException {
    troubles =
        Map.of("n1", new NodeTrouble.Unreachable("n1", "<script>alert(1)</script>", "try <b>"));
    assertThat(report(shop("n1")))
        .contains(
            "n1 could not be reached", "&lt;script&gt;alert(1)&lt;/script&gt;", "try &lt;b&gt;")
        .contains("class=\"node lost\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void hidesWhatIsHiddenInOutput() throws IOException {
    Files.writeString(folder.resolve("secrets.yml"), "token: hunter22\n");
    String secret =
        shop("n1")
            .replace("name: web", "name: hunter22x")
            .replace("  hosts: all", "  hosts: all\n  secret_vars_files: [secrets.yml]");
    assertThat(report(secret)).contains("app ***x").doesNotContain("hunter22");
  }

  @Test
  void saysThatItCannotBeWrittenBeforeAnythingIsTouched() throws IOException {
    Path nowhere = folder.resolve("none/page.html");
    assertThat(run(shop("n1"), "--report", nowhere.toString())).isEqualTo(3);
    assertThat(printed.err())
        .contains("--report " + nowhere + ": it cannot be written: there is no such folder");
    assertThat(asked).isEmpty();
  }

  @Test
  void isWrittenOfAPlaybookThatIsWrong() throws IOException {
    assertThat(report(shop("n1").replace("after: [db]", "after: [bd]")))
        .contains("it could not begin", "there is no app bd");
  }
}
