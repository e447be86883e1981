package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replica takes over from a node that is cut off and goes on running. */
class PromoteLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: notes, mountpoint: /notes}]
      - volume: {name: notes, replicas: [n3]}
      """;

  @Test
  void onceThatNodeIsPoweredOff() throws IOException {
    fence("n1");
    assertThat(flocker.run(notesOn("n1"))).isPositive();
    lab.on("n1", "docker exec notes sh -c 'echo pushed >/notes/note'");
    flocker.volume("push", "office/notes", "--to", "n3").exits(0);
    lab.on("n1", "docker exec notes sh -c 'echo later >/notes/note'");

    lab.command("partition", "n1");
    var refused = flocker.volume("promote", "office/notes", "--on", "n3").exits(3);
    assertThat(refused.err()).contains("--accept-loss");
    var promoted =
        flocker.volume("promote", "office/notes", "--on", "n3", "--accept-loss", "--yes");
    assertThat(promoted.out()).contains("n1: powered off by its flocker_fence", "n3 is the owner");
    assertThat(Shell.run(List.of("lab/lab", "ssh", "n1", "true")).exit())
        .as("n1 is off")
        .isNotZero();

    lab.command("boot", "n1");
    assertThat(flocker.run(notesOn("n3"))).isPositive();
    assertThat(lab.on("n3", "docker exec notes busybox cat /notes/note")).isEqualTo("pushed");
    assertThat(lab.on("n1", "docker ps -aq")).as("containers of n1").isEmpty();
    assertThat(roles()).containsExactly("diverged", "", "owner");
    assertThat(flocker.run(notesOn("n3"))).isZero();
  }

  private static List<String> roles() {
    return lab.onEach(
        "zfs get -rH -o value flocker:copy tank/flocker | grep -o 'role=[a-z-]*' | cut -d= -f2 | sort -u");
  }

  private static void fence(String node) throws IOException {
    Path inventory = Path.of(lab.inventory());
    String text = Files.readString(inventory);
    String command = Shell.ROOT.resolve("lab/lab") + " kill " + node;
    String fenced = text.replace(node + ": {", node + ": {flocker_fence: " + command + ", ");
    assertThat(fenced).isNotEqualTo(text);
    Files.writeString(inventory, fenced);
  }

  private static Path notesOn(String node) {
    return Notes.on(node, folder, REST);
  }
}
