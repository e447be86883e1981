package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person on call does: reads what containers say, and runs commands in them. */
class LookInsideLabTest extends FreshNodes {

  /** The one has much to say, the others little, and both to both outputs. */
  private static final String PLAY =
      """
      - project: shop
        hosts: all
        resources:
          - container:
              name: web
              on: [n1, n2]
              image: "shop-web:1"
              entrypoint: ["/bin/sh", "-c"]
              command: ["while :; do echo served; echo slow >&2; sleep 0.2; done"]
              health: {min_uptime: 0s}
          - container:
              name: flood
              on: n2
              image: "shop-web:1"
              entrypoint: ["/bin/sh", "-c"]
              command: ["yes | head -n 100000; printf '\\\\033[2Jend\\\\n'; exec sleep 1000000"]
              health: {min_uptime: 0s}
      """;

  @BeforeAll
  static void running() {
    lab.load("n1", "shop-web");
    lab.load("n2", "shop-web");
    assertThat(flocker.run(Shop.write(folder.resolve("site.yml"), PLAY))).isEqualTo(2);
    lab.await("the flood ends", () -> lab.on("n2", "docker logs -n 1 flood").contains("end"));
  }

  @Test
  void logsOfSeveralNodesAreOne() {
    List<String> lines =
        flocker
            .command("logs", "web", "shop/flood", "-n", "20", "-t")
            .exits(0)
            .out()
            .lines()
            .toList();
    assertThat(lines).hasSize(60).anyMatch(l -> l.endsWith("slow"));
    for (String source : List.of("web@n1   | ", "web@n2   | ", "flood@n2 | ")) {
      assertThat(lines).filteredOn(l -> l.startsWith(source)).hasSize(20);
    }
    List<Instant> times = lines.stream().map(l -> Instant.parse(l.split("[| ]+")[1])).toList();
    for (int i = 1; i < times.size(); i++) {
      // Docker writes down two streams of one container side by side.
      assertThat(times.get(i)).isAfter(times.get(i - 1).minusMillis(5));
    }
    assertThat(lines).as("a terminal would obey").anyMatch(l -> l.endsWith("\ufffd[2Jend"));

    assertThat(flocker.command("logs", "flood", "web", "-n", "all", "--grep", "^y").exits(0))
        .satisfies(all -> assertThat(all.out().lines()).hasSize(100_000))
        .satisfies(all -> assertThat(all.err()).isEmpty());
  }

  @Test
  void whoFollowsStopsItWithoutATraceOrIsToldTheEnd() {
    Running followed = follow("flood");
    lab.await(
        "it is followed", () -> lab.on("n2", "pgrep -fc '[d]ocker logs' || true").equals("1"));
    followed.signal("INT");
    assertThat(followed.exits(130)).doesNotContain("interrupted");
    lab.await(
        "nothing is left", () -> lab.on("n2", "pgrep -fc '[d]ocker logs' || true").equals("0"));

    Running until = follow("web");
    lab.await(
        "it is followed", () -> lab.on("n2", "pgrep -fc '[d]ocker logs' || true").equals("1"));
    lab.on("n2", "docker restart -t 0 web");
    until.exits(0);
  }

  private static Running follow(String container) {
    return Running.start(
        List.of(
            "env",
            "--default-signal=INT",
            "./flocker",
            "logs",
            "-i",
            lab.inventory(),
            "-f",
            "-n",
            "1",
            "--node",
            "n2",
            container));
  }

  @Test
  void commandsRunWhereverTheContainerDoes() {
    var failed = exec("flood", "--", "sh", "-c", "echo out; echo err >&2; exit 7").exits(7);
    assertThat(failed.out()).isEqualTo("out\n");
    assertThat(failed.err()).isEqualTo("err\n");
    assertThat(exec("web", "--", "true").exits(1).err()).contains("web runs on n1, n2");
    String id = lab.on("n2", "docker inspect -f '{{.Config.Hostname}}' web");
    assertThat(exec("web", "--node", "n2", "--", "hostname").exits(0).out().strip()).isEqualTo(id);
    assertThat(sh("printf 'a\\nb\\n' | " + line("flood -i -- wc -l")).exits(0).out()).contains("2");
  }

  @Test
  void aTerminalIsPassedOnAndComesBack() {
    String script = "test -t 0 && sleep 1 && stty size; exit 5";
    String inside = line("flood -it -- sh -c '" + script + "'");
    String all = "stty rows 33 cols 99; " + inside + "; echo code $?; stty -a";
    assertThat(run("script", "-qec", all, "/dev/null").exits(0).out())
        .containsSubsequence("33 99", "code 5", " icanon", " echo ");
  }

  private static Shell.Outcome exec(String... arguments) {
    return sh(line("\"$@\""), arguments);
  }

  private static String line(String arguments) {
    return "./flocker exec --inventory '" + lab.inventory() + "' " + arguments;
  }

  private static Shell.Outcome sh(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return Shell.run(command);
  }

  private static Shell.Outcome run(String... command) {
    return Shell.run(List.of(command));
  }
}
