package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node owned that is cut off comes up elsewhere by one command. */
class FailoverLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: notes, mountpoint: /notes}, {name: drafts, mountpoint: /drafts}]
      - volume: {name: notes, replicas: [n3]}
      - volume: {name: drafts, replicas: [n3]}
      """;

  @Test
  void theReplicasTakeOverAndTheContainerRunsThere() {
    assertThat(flocker.run(notesOn("n1"))).isPositive();
    write("pushed");
    flocker.volume("push", "office/notes", "--to", "n3").exits(0);
    flocker.volume("clone", "office/notes", "--as", "staging/notes", "--on", "n2").exits(0);
    assertThat(lab.on("n2", "cat /flocker/staging/notes/data/note")).isEqualTo("pushed");
    flocker.volume("destroy", "staging/notes", "--yes").exits(0);
    write("later");

    lab.command("partition", "n1");
    var edit = failover("n1", "--powered-off", "n1");
    assertThat(edit.exits(3).err()).contains("container notes: is on n1", "write on: n3 there");
    assertThat(failover("n3").err()).contains("say --powered-off n1");

    lab.command("kill", "n1");
    var done = failover("n3", "--powered-off", "n1").exits(4);
    assertThat(done.out()).contains("office/notes: n3 takes over; lost is what was written since");
    assertThat(lab.on("n3", "docker exec notes busybox cat /notes/note /drafts/note"))
        .isEqualTo("pushed\npushed");
    var again = failover("n3", "--powered-off", "n1").exits(4);
    assertThat(again.out()).contains("office/drafts: nothing is lost, as n3 owns it already");

    lab.command("boot", "n1");
    flocker.run(notesOn("n3"));
    assertThat(lab.on("n1", "docker ps -aq")).as("containers of n1").isEmpty();
    assertThat(flocker.run(notesOn("n3"))).isZero();
  }

  private static void write(String text) {
    String command = "echo " + text + " >/notes/note; echo " + text + " >/drafts/note";
    lab.on("n1", "docker exec notes sh -c '" + command + "'");
  }

  private static Shell.Outcome failover(String on, String... options) {
    List<String> arguments = new ArrayList<>(List.of("n1", notesOn(on).toString(), "--yes"));
    arguments.addAll(List.of(options));
    return flocker.command("failover", arguments.toArray(String[]::new));
  }

  private static Path notesOn(String node) {
    return Notes.on(node, folder, REST);
  }
}
