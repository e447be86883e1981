package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.move.SnapshotName;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pass over what is kept. */
class KeepCommandTest extends CommandFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, image: "1", uses: [pg, wal]}
          - app: {name: cms, on: n2, image: "1", uses: [files]}
          - data: {name: pg, snapshots: 1h}
          - data: {name: wal, snapshots: 1h}
          - data: {name: files, snapshots: 1h}
      """;

  private static final Ref PG = Ref.parse("data pg");
  private static final String OLD = "flocker-every-5m-20010101T000000-0a1b";

  @BeforeEach
  void begin() throws IOException {
    assertThat(run(SHOP)).as(printed.err()).isZero();
    cluster.log.clear();
  }

  @Test
  void whatOneContainerHasIsTakenTogetherAndOnceAnInterval() throws IOException {
    assertThat(keep(SHOP)).as(printed.err()).isZero();
    assertThat(cluster.log)
        .contains("n1 SNAPSHOTS data pg", "n2 SNAPSHOTS data files", "n1 RETAIN data wal")
        .doesNotContain("n1 SNAPSHOTS data wal");
    assertThat(printed.out())
        .contains("shop/pg, shop/wal: snapshot flocker-scheduled-")
        .contains("shop/files: snapshot flocker-scheduled-");

    cluster.log.clear();
    assertThat(keep(SHOP)).isZero();
    assertThat(cluster.log).as("nothing is locked, and nothing written").isEmpty();
    assertThat(printed.out()).endsWith("nothing is due\n");
    String before = printed.out();
    assertThat(keep(SHOP, "-q")).isZero();
    assertThat(printed.out()).isEqualTo(before);
  }

  @Test
  void checkWritesNothing() throws IOException {
    assertThat(keep(SHOP, "--check")).isZero();
    assertThat(cluster.log).isEmpty();
    assertThat(printed.out()).contains("shop/pg, shop/wal: a snapshot is due on n1\n");
  }

  @Test
  void oneThatFailsKeepsNoneOfTheOthers() throws IOException {
    cluster.failing(line -> line.equals("n1 SNAPSHOTS data pg"));

    assertThat(keep(SHOP)).isEqualTo(1);
    assertThat(printed.out()).contains("shop/files: snapshot").doesNotContain("shop/pg");
    assertThat(printed.err()).containsOnlyOnce("n1 SNAPSHOTS data pg");
  }

  @Test
  void oneThatIsNowhereIsSaidAndTheOthersAreKept() throws IOException {
    assertThat(keep(SHOP + "    - data: {name: new, on: n1, snapshots: 1h}\n")).isEqualTo(1);
    assertThat(printed.err()).containsOnlyOnce("none shows the volume shop/new");
    assertThat(printed.out()).contains("shop/files: snapshot");
  }

  @Test
  void aNodeThatDoesNotAnswerKeepsNoneOfTheOthers() throws IOException {
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));

    assertThat(keep(SHOP)).isEqualTo(4);
    assertThat(printed.out()).contains("shop/pg, shop/wal: snapshot");
  }

  @Test
  void aRunInBetweenIsSeen() throws IOException {
    cluster.whenLocked(
        () -> {
          for (String name : List.of("pg", "wal")) {
            cluster.snapshot("n1", Ref.parse("data " + name), now());
          }
        });

    assertThat(keep(SHOP)).isZero();
    assertThat(cluster.log).contains("n1 LOCK").doesNotContain("n1 SNAPSHOTS data pg");
  }

  @Test
  void aReplicaThatCannotBeRefreshedIsSaidToLagBehind() throws IOException {
    String replicated = SHOP.replace("pg, snapshots: 1h", "pg, replicas: [n2], refresh: 5m");
    cluster.snapshot("n1", PG, OLD);
    cluster.replica("n2", PG, "n1");
    cluster.snapshot("n2", PG, OLD);
    cluster.failing(line -> line.equals("n2 FEATURES data pg"));

    assertThat(keep(replicated)).isEqualTo(1);
    assertThat(printed.err()).contains("warning: shop/pg: its replica on n2 is ");
    assertThat(printed.out()).contains("shop/files: snapshot");

    assertThat(run(replicated)).isZero();
    assertThat(printed.out()).contains("note: data pg: its replica on n2 is ");
    assertThat(flocker("volume", "ls", "-i", inventory.toString())).isZero();
    assertThat(printed.err()).contains(" days behind, and is to be refreshed every 5m\n");
  }

  @Test
  void whatCannotBeMeantIsSaidBeforeANodeIsContacted() throws IOException {
    dialing = new IllegalStateException("a node was contacted");
    String hosts = inventory.toString();
    Path site = Files.writeString(folder.resolve("site.yml"), SHOP);

    assertThat(flocker("keep", "-i", hosts)).isEqualTo(3);
    assertThat(keep(SHOP.replace("1h", "soon"))).isEqualTo(3);
    Files.writeString(site, SHOP);
    for (String[] wrong :
        new String[][] {
          {"-e", "a=b"},
          {"-K"},
          {"--ask-vault-pass"},
          {"--vault-id", "a@prompt"},
          {"--vault-id", "prompt"},
          {"--every", "0s"}
        }) {
      List<String> line = new ArrayList<>(List.of("keep", "-i", hosts, "--install"));
      line.addAll(List.of(wrong));
      line.add(site.toString());
      assertThat(flocker(line.toArray(String[]::new))).as(line.toString()).isEqualTo(3);
    }
    assertThat(printed.err())
        .contains("no playbook is named")
        .contains("\"soon\" is not a duration")
        .contains("everybody on this machine reads a timer's command line")
        .contains("a timer has nobody to ask for a password")
        .contains("--every 0s is no interval");
  }

  private static String now() {
    return "flocker-" + SnapshotName.labelOfSchedule();
  }

  private int keep(String playbook, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yml"), playbook);
    List<String> line = new ArrayList<>(List.of("keep", "-i", inventory.toString()));
    line.addAll(List.of(options));
    line.add(file.toString());
    return flocker(line.toArray(String[]::new));
  }
}
