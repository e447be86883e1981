package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example {@code playbooks/kept.yml}: two volumes of one container, kept by a schedule. */
class KeepLabTest extends FreshNodes {

  private static final Path EXAMPLE = Shell.ROOT.resolve("playbooks/kept.yml");
  private static final String MINE = "tank/flocker/kept/data@mine";

  @Test
  void areTakenRefreshedAndPrunedTogetherAndTakeOverTogether() {
    assertThat(flocker.run(every("1s"))).isPositive();
    lab.on("n1", "zfs snapshot " + MINE);
    write("first words");
    flocker.volume("snapshot", "kept/data").exits(0);

    for (int pass = 0; pass < 3; pass++) {
      assertThat(keep("1s"))
          .contains(
              "kept/data, kept/log: snapshot flocker-scheduled-",
              "kept/data, kept/log: n3 has the state of n1");
    }
    assertThat(lab.on("n1", "cat /flocker/kept/log/data/hooks"))
        .startsWith("is there\nflushed\ngoes on\nflushed\ngoes on\n");
    List<String> scheduled = snapshots("n1", "data", "scheduled");
    assertThat(scheduled).as("of one hour one stays").hasSize(1);
    assertThat(snapshots("n1", "log", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n3", "data", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n3", "log", "scheduled")).isEqualTo(scheduled);
    assertThat(snapshots("n1", "data", "manual")).hasSize(1);
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
        flocker.volume("promote", "kept/log", "--on", "n3", "--accept-loss", "--powered-off", "n1");
    assertThat(promoted.out()).as(promoted.err()).contains("n3 is the owner, of kept/data too");
    assertThat(lab.on("n3", "cat /flocker/kept/data/data/a /flocker/kept/log/data/a"))
        .isEqualTo("last words\nlast words");
    lab.command("boot", "n1");
  }

  private static void write(String text) {
    String both = "echo " + text + " >/data/a; echo " + text + " >/log/a; sync";
    lab.on("n1", "docker exec kept-db sh -c '" + both + "'");
  }

  private static String keep(String interval, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(every(interval).toString());
    return flocker.command("keep", arguments.toArray(String[]::new)).exits(0).out();
  }

  private static List<String> snapshots(String node, String volume, String kind) {
    return all(node).stream()
        .filter(s -> s.startsWith("tank/flocker/kept/" + volume + "@flocker-" + kind))
        .map(s -> s.replaceFirst(".*@", ""))
        .toList();
  }

  private static List<String> all(String node) {
    return lab.on(node, "zfs list -H -t snapshot -o name").lines().toList();
  }

  private static List<String> all() {
    return lab.onEach("zfs list -H -t snapshot -o name");
  }

  /** The example, by another schedule. */
  private static Path every(String interval) {
    String text =
        Shop.read(EXAMPLE)
            .replaceAll("every: [0-9][mh]", "every: " + interval)
            .replace("{hourly: 24, daily: 7}", "{hourly: 1}")
            .replace("images/", Shell.ROOT.resolve("playbooks/images") + "/")
            .replace("stop_timeout: 5s", "health: {min_uptime: 1s}");
    return Shop.write(folder.resolve("kept.yml"), text);
  }
}
