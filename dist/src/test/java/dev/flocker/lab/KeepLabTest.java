package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two volumes of one container, kept by a schedule. */
class KeepLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: first, mountpoint: /first}, {name: second, mountpoint: /second}]
      - volume: {name: first, replicas: {on: [n3], every: %1$s}, snapshots: {every: %1$s, keep: {hourly: 1}}}
      - volume: {name: second, replicas: {on: [n3], every: %1$s}, snapshots: {every: %1$s, keep: {hourly: 1}}}
      """;

  private static final String MINE = "tank/flocker/office/first@mine";

  @Test
  void areTakenRefreshedAndPrunedTogetherAndTakeOverTogether() {
    assertThat(flocker.run(every("1s"))).isPositive();
    lab.on("n1", "zfs snapshot " + MINE);
    write("first words");
    flocker.volume("snapshot", "office/first").exits(0);

    for (int pass = 0; pass < 3; pass++) {
      assertThat(keep("1s"))
          .contains(
              "office/first, office/second: snapshot flocker-scheduled-",
              "office/first, office/second: n3 has the state of n1");
    }
    List<String> scheduled = snapshots("n1", "first", "scheduled");
    assertThat(scheduled).as("of one hour one stays").hasSize(1);
    assertThat(snapshots("n1", "second", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n3", "first", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n3", "second", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n1", "first", "manual")).hasSize(1);
    assertThat(lab.on("n1", "zfs list -H -t snapshot -o name " + MINE)).isEqualTo(MINE);

    assertThat(flocker.run(every("1000h"))).as("a schedule is nothing that a node has").isZero();
    List<String> before = all();
    assertThat(keep("1000h", "-q")).isEmpty();
    assertThat(all()).isEqualTo(before);

    write("last words");
    keep("1s");
    write("lost words");
    lab.command("kill", "n1");
    var promoted =
        flocker.volume(
            "promote", "office/second", "--on", "n3", "--accept-loss", "--powered-off", "n1");
    assertThat(promoted.out()).as(promoted.err()).contains("n3 is the owner, of office/first too");
    assertThat(lab.on("n3", "cat /flocker/office/first/data/a /flocker/office/second/data/a"))
        .isEqualTo("last words\nlast words");
    lab.command("boot", "n1");
  }

  private static void write(String text) {
    String both = "echo " + text + " >/first/a; echo " + text + " >/second/a; sync";
    lab.on("n1", "docker exec notes sh -c '" + both + "'");
  }

  private static String keep(String interval, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(every(interval).toString());
    return flocker.command("keep", arguments.toArray(String[]::new)).exits(0).out();
  }

  private static List<String> snapshots(String node, String volume, String kind) {
    return all(node).stream()
        .filter(s -> s.startsWith("tank/flocker/office/" + volume + "@flocker-" + kind))
        .map(s -> s.replaceFirst(".*@", ""))
        .toList();
  }

  private static List<String> all(String node) {
    return lab.on(node, "zfs list -H -t snapshot -o name").lines().toList();
  }

  private static List<String> all() {
    return lab.onEach("zfs list -H -t snapshot -o name");
  }

  private static Path every(String interval) {
    return Notes.on("n1", folder, REST.formatted(interval));
  }
}
