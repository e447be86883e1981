package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A release that fails on its data, the way back, and what a container does at such moments. */
class RollbackLabTest extends FreshNodes {

  /** Nothing is written to its volume but by its hooks, which tell a file of the node. */
  private static final String PLAY =
      """
      - project: kept
        hosts: all
        resources:
          - container:
              name: store
              on: %s
              image: "redis:7.0"
              archive: images/redis.tar
              entrypoint: ["sh", "-c"]
              command: ["%s"]
              environment: {PASSWORD: hunter2hunter2}
              files: [{path: /etc/release, content: "%s"}]
              volumes: [{name: stored, mountpoint: /data}, {name: more, mountpoint: /more}]
              mounts: [{source: /srv/told, target: /told}]
              health: {tcp: 6379, timeout: 5s, min_uptime: 1s}
              stop_timeout: 2s
              hooks:
                before_snapshot: {run: [sh, -c, "redis-cli save && echo before_snapshot >>/told/hooks"]}
                after_snapshot: {run: [sh, -c, "echo after_snapshot >>/told/hooks"]}
                before_stop: {run: [sh, -c, "%s"], timeout: 20s}
                after_start: {run: [sh, -c, "echo after_start >>/told/hooks"]}
      """;

  private static final String GOOD = "exec redis-server --dir /data --save ''";
  private static final String BAD = "rm -f /data/dump.rdb; echo no good; exec sleep 1000";
  private static final String SAVE = "redis-cli save && echo before_stop >>/told/hooks";

  /** In its other volume, as its node sees it. */
  private static final String MORE = "/flocker/kept/more/data/file";

  @BeforeAll
  static void itsImage() throws IOException {
    Files.createSymbolicLink(folder.resolve("images"), Shell.ROOT.resolve("playbooks/images"));
    lab.onEach("mkdir --parents --mode=0777 /srv/told");
  }

  @Test
  void theFailedRunSaysHowToGoBackAndItsHooksKeepItsData() {
    assertThat(flocker.run(play("n1", GOOD, "one", SAVE))).isPositive();
    redis("set a one");
    lab.on("n1", "echo one >" + MORE);

    String said = fails(play("n1", BAD, "two", SAVE));
    assertThat(said).contains("no good").contains("flocker rollback kept/store --with-data");
    lab.on("n1", "echo two >" + MORE);

    assertThat(flocker.command("rollback", "store", "--list").exits(0).out())
        .contains("redis:7.0")
        .contains(", with data")
        .doesNotContain("hunter2");
    assertThat(flocker.command("rollback", "kept/store", "--with-data", "--yes").exits(0).out())
        .contains("volume stored goes back")
        .contains("volume more goes back")
        .contains("the next run makes it that again");
    assertThat(redis("get a")).isEqualTo("one");
    assertThat(lab.on("n1", "docker exec store cat /etc/release; cat " + MORE)).isEqualTo("oneone");
    assertThat(flocker.run(play("n1", GOOD, "one", SAVE))).isZero();
    assertThat(hooks("n1"))
        .as("what is not well is not told of its stop")
        .containsExactly("after_start", "before_stop", "after_start");
    assertThat(
            lab.on("n1", "stat -c %a $(find /var/lib/flocker/earlier -name definition) | sort -u"))
        .isEqualTo("600");

    flocker.volume("push", "kept/stored", "--to", "n2").exits(0);
    assertThat(hooks("n1").subList(3, 5)).containsExactly("before_snapshot", "after_snapshot");

    String started = lab.on("n1", "docker inspect -f '{{.State.StartedAt}}' store");
    String notYet = "echo not yet; exit 3";
    assertThat(flocker.run(play("n1", GOOD, "one", notYet))).isEqualTo(1);
    assertThat(lab.on("n1", "docker inspect -f '{{.State.StartedAt}}' store")).isEqualTo(started);
    assertThat(fails(play("n2", GOOD, "one", notYet)))
        .contains("its hook before_stop")
        .contains("ends with exit code 3")
        .contains("not yet");
    assertThat(lab.on("n1", "docker inspect -f '{{.State.StartedAt}}' store")).isEqualTo(started);
    assertThat(redis("get a")).isEqualTo("one");
  }

  private static String redis(String command) {
    return lab.on("n1", "docker exec store redis-cli " + command);
  }

  private static List<String> hooks(String node) {
    return lab.on(node, "cat /srv/told/hooks").lines().toList();
  }

  private static String fails(Path play) {
    var outcome = flocker.command("run", play.toString()).exits(1);
    return outcome.out() + outcome.err();
  }

  private static Path play(String node, String command, String release, String beforeStop) {
    return Shop.write(
        folder.resolve("kept.yml"), PLAY.formatted(node, command, release, beforeStop));
  }
}
