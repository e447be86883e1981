package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page as a browser sees it: Debian's Chromium, which {@code lab/test} installs. */
class ReportInBrowserTest extends CommandFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, port: 5432, guarded: yes}
          - app: {name: web, on: n2, after: [db]}
          - wire: {from: web, to: db, port: 5432}
      """;

  private static boolean isThere() {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> new File(folder, "chromium").canExecute());
  }

  @BeforeEach
  void chromiumIsThere() {
    assumeTrue(
        System.getProperty("lab") != null || isThere(), "chromium is not there to look at a page");
  }

  @Test
  void isDrawnAsItWasWritten() throws Exception {
    Path page = folder.resolve("page.html");
    assertThat(run(SHOP, "--report", page.toString())).as(printed.err()).isZero();
    assertThat(run(SHOP.replace("n1", "n2"), "--report", page.toString())).isZero();

    String seen = dom(page);

    assertThat(seen).contains("data-ready=\"yes\"");
    assertThat(all("data-node=\"([^\"]+)\"", seen)).containsExactly("n1", "n2");
    assertThat(all("data-box=\"([^\"]+)\"", seen))
        .contains("app db on n2", "app web on n2", "path 5432");
    List<String> steps = all("data-step=\"([^\"]+)\"", Files.readString(page));
    assertThat(steps).hasSizeGreaterThan(10);
    assertThat(all("data-step=\"([^\"]+)\"", seen)).isEqualTo(steps);
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("CONSOLE");
  }

  @Test
  void howThingsAreIsDrawnToo() throws Exception {
    assertThat(run(SHOP)).as(printed.err()).isZero();
    cluster.owner("n1", Ref.parse("data pg"), "n2");
    cluster.replica("n2", Ref.parse("data pg"), "n1");
    Path page = folder.resolve("page.html");
    Path moved = Files.writeString(folder.resolve("moved.yml"), SHOP.replace("n1", "n2"));
    String hosts = inventory.toString();
    int code = flocker("state", "-i", hosts, "--report", page.toString(), moved.toString());
    assertThat(code).as(printed.err()).isZero();

    String seen = dom(page);

    assertThat(seen).contains("data-ready=\"yes\"", "id=\"drift\"").doesNotContain("id=\"plan\"");
    assertThat(all("data-node=\"([^\"]+)\"", seen)).containsExactly("n1", "n2");
    assertThat(all("data-box=\"([^\"]+)\"", seen))
        .contains("app db on n1", "app web on n2", "data pg on n1", "data pg on n2", "path 5432");
    assertThat(all("data-row=\"([^\"]+)\"", seen)).contains("data pg on n1", "data pg on n2");
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("CONSOLE");

    assertThat(flocker("volume", "ls", "-i", hosts, "--report", page.toString())).isZero();
    assertThat(all("data-box=\"([^\"]+)\"", dom(page)))
        .containsExactly("data pg on n1", "data pg on n2");
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("CONSOLE");
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** What is there once all has been loaded and run; what the page says to the log is kept. */
  private String dom(Path page) throws IOException, InterruptedException {
    File dom = folder.resolve("dom").toFile();
    Process chromium =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom)
            .redirectError(folder.resolve("log").toFile())
            .start();
    try {
      assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      chromium.descendants().forEach(ProcessHandle::destroyForcibly);
      chromium.destroyForcibly();
    }
    return Files.readString(dom.toPath());
  }
}
