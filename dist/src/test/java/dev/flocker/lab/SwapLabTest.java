package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two containers with data change places, and two ports change owners, in one run. */
class SwapLabTest extends FreshNodes {

  private static final String DATABASE =
      """
          - container:
              name: %1$s
              on: %2$s
              image: "postgres:15"
              archive: %4$s/postgres.tar
              environment: {POSTGRES_DB: %1$s, POSTGRES_PASSWORD: lab}
              volumes: [{name: %1$s, mountpoint: /var/lib/postgresql/data}]
              ports: [{internal: 5432, external: %3$d}]
              health: {tcp: 5432, timeout: 60s, min_uptime: 1s}
      """;

  @Test
  void changesPlacesThenPorts() {
    flocker.run(databases("n1", 5001, "n2", 5002));
    answer(5001, 5002);

    assertThat(flocker.run(databases("n2", 5001, "n1", 5002))).isPositive();
    assertThat(lab.onEach("docker ps --format {{.Names}}")).containsExactly("blue", "red", "");
    answer(5001, 5002);

    assertThat(flocker.run(databases("n2", 5002, "n1", 5001))).isPositive();
    answer(5002, 5001);
    assertThat(flocker.run(databases("n2", 5002, "n1", 5001))).isZero();
  }

  /** On every node, each port leads to the database that has claimed it. */
  private static void answer(int red, int blue) {
    lab.load("n3", "postgres");
    for (String node : Lab.NODES) {
      assertThat(databaseBehind(Lab.address(node), red)).isEqualTo("red");
      assertThat(databaseBehind(Lab.address(node), blue)).isEqualTo("blue");
    }
  }

  private static String databaseBehind(String address, int port) {
    return lab.on(
        "n3",
        "docker run --rm --network host -e PGPASSWORD=lab --entrypoint psql postgres:15 -qAtX -h "
            + "%s -p %d -U postgres template1 -c \"%s\""
                .formatted(
                    address,
                    port,
                    "SELECT datname FROM pg_database WHERE datname IN ('red', 'blue')"));
  }

  private static Path databases(String redNode, int redPort, String blueNode, int bluePort) {
    Path images = Shell.ROOT.resolve("playbooks/images");
    return Shop.write(
        folder.resolve("swap.yml"),
        "- name: Two databases\n  project: swap\n  hosts: all\n  resources:\n"
            + DATABASE.formatted("red", redNode, redPort, images)
            + DATABASE.formatted("blue", blueNode, bluePort, images));
  }
}
