package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/**
 * n1, which owned a shop's two volumes, does not answer; {@link #off} is there once it is fenced.
 */
abstract class FailoverFixture extends CommandFixture {

  static final Ref PG = Ref.parse("data pg");
  static final Ref WAL = Ref.parse("data wal");

  Path hosts;
  Path off;

  FailoverFixture() {
    super("n1", "n2", "n3");
  }

  @BeforeEach
  void isLost() throws IOException {
    off = folder.resolve("off");
    hosts = folder.resolve("hosts.yml");
    String fence = "{flocker_fence: \"touch " + off + "\"}";
    Files.writeString(hosts, "all: {hosts: {n1: " + fence + ", n2: {}, n3: {}}}\n");
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "there is no route", ""));
  }

  final void replicas(String... nodes) {
    for (String node : nodes) {
      cluster.replica(node, PG, "n1", "n1");
      cluster.replica(node, WAL, "n1", "n1");
    }
  }

  final int failover(String on, String... options) throws IOException {
    return failoverOf(
        """
            - name: The shop
              project: shop
              hosts: all
              resources:
                - app: {name: db, on: %s, image: "1", uses: [pg, wal]}
                - data: {name: pg, replicas: [n3, n2]}
                - data: {name: wal, replicas: [n3, n2]}
            """
            .formatted(on),
        options);
  }

  final int failoverOf(String playbook, String... options) throws IOException {
    Path site = Files.writeString(folder.resolve("site.yml"), playbook);
    List<String> line = new ArrayList<>(List.of("failover", "-i", hosts.toString()));
    line.addAll(List.of(options));
    line.addAll(List.of("n1", site.toString()));
    return flocker(line.toArray(String[]::new));
  }

  final void untouched() {
    assertThat(off).doesNotExist();
    assertThat(cluster.log).noneMatch(l -> l.contains(" RECORD ") || l.contains(" OPEN "));
  }
}
