package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A container with two volumes, one of which cannot be opened where they go. */
class TwoVolumesLabTest extends FreshNodes {

  private static final String VOLUMES =
      "    volumes: [{name: first, mountpoint: /first}, {name: second, mountpoint: /second}]";

  private static final String OBSTACLE = "/flocker/office/second/in-the-way";

  @Test
  void theNextRunTakesTheRestAlong() {
    assertThat(flocker.run(notesOn("n1"))).isPositive();
    lab.on("n1", "docker exec notes sh -c 'echo one >/first/a; echo two >/second/a; sync'");
    lab.on("n2", "mkdir -p $(dirname " + OBSTACLE + "); echo mine >" + OBSTACLE);

    var run = flocker.command("run", notesOn("n2").toString()).exits(1);
    assertThat(run.out() + run.err()).contains("n2").contains("office/second");
    for (String volume : new String[] {"first", "second"}) {
      assertThat(flocker.volume("ls").exits(0).out().lines())
          .as("one owner of %s", volume)
          .filteredOn(line -> line.matches("office/" + volume + " +n[123] +owner\\b.*"))
          .hasSize(1);
    }
    assertThat(lab.onEach("docker ps -q --filter name=^notes$"))
        .as("no half of it runs")
        .hasSize(3)
        .containsOnly("");

    lab.on("n2", "test $(cat " + OBSTACLE + ") = mine && rm " + OBSTACLE);
    assertThat(flocker.run(notesOn("n2"))).isPositive();
    assertThat(lab.on("n2", "docker exec notes busybox cat /first/a /second/a"))
        .isEqualTo("one\ntwo");
    assertThat(flocker.run(notesOn("n2"))).isZero();
  }

  private static Path notesOn(String node) {
    return Notes.on(node, folder, VOLUMES);
  }
}
