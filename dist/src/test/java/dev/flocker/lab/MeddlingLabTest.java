package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody works on a node by hand while a run is under way. */
@Tag("lab")
class MeddlingLabTest {

  // Its first process ignores SIGTERM: there are eight seconds between the look and the write.
  private static final String PLAY =
      """
      - name: Notes
        project: office
        hosts: all
        resources:
          - container:
              name: notes
              on: n1
              image: "shop-web:1"
              archive: %s/shop-web.tar
              entrypoint: [/bin/sleep, "%s"]
              stop_timeout: 8s
      """;

  private static final String BY_HAND =
      "docker rm -f notes && docker run -d --name notes --entrypoint /bin/sleep shop-web:1 77";

  @TempDir static Path folder;
  private static Lab lab;
  private static Flocker flocker;

  @BeforeAll
  static void freshNodes() {
    lab = Lab.fresh(folder);
    flocker = new Flocker(lab);
  }

  @Test
  void whatTheyChangedSinceTheLookStaysAsTheyLeftIt() {
    assertThat(flocker.run(notes("1000001"))).isPositive();
    Running run = flocker.start(notes("1000002"));
    run.awaitStep("stop container notes");
    lab.on("n1", BY_HAND);
    assertThat(run.exits(1)).contains("container notes: changed since flocker looked");
    assertThat(lab.on("n1", "docker inspect -f '{{.State.Status}} {{.Args}}' notes"))
        .isEqualTo("running [77]");

    lab.on("n1", "docker rm -f notes");
    assertThat(flocker.run(notes("1000002"))).isPositive();
    assertThat(lab.on("n1", "docker ps -a --format '{{.Names}}'")).isEqualTo("notes");
    assertThat(flocker.run(notes("1000002"))).isZero();
  }

  private static Path notes(String seconds) {
    return Shop.write(
        folder.resolve("notes.yml"),
        PLAY.formatted(Shell.ROOT.resolve("playbooks/images"), seconds));
  }
}
