package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The example {@code playbooks/drain.yml}: a server is emptied by one command, and filled again.
 */
class DrainLabTest extends FreshNodes {

  private static final Path PLAYBOOKS = Shell.ROOT.resolve("playbooks");

  @Test
  void aServerIsEmptiedAndHasItsThingsBack() throws IOException {
    Path site = example();
    flocker.run(site);
    lab.on("n1", sql("CREATE TABLE goods AS SELECT 42 AS id"));

    assertThat(Flocker.changed(drain(site, "--check"))).isPositive();
    assertThat(things("n1")).as("a check").containsExactlyInAnyOrder("orders-db", "orders-web");
    assertThat(flocker.run(site)).as("a check marks nothing").isZero();

    assertThat(Flocker.changed(drain(site))).isPositive();
    assertThat(things("n1")).isEmpty();
    assertThat(things("n2")).containsExactlyInAnyOrder("orders-db", "orders-web");
    assertThat(lab.on("n2", sql("SELECT id FROM goods"))).isEqualTo("42");
    assertThat(lab.listens("n1", 8081)).as("its routes lead to the others").isTrue();
    assertThat(flocker.run(site)).as("a second run").isZero();
    assertThat(flocker.command("state").exits(0).out()).contains("n1 is drained, ");

    flocker.command("undrain", "n1").exits(0);
    assertThat(flocker.run(site)).isPositive();
    assertThat(things("n1")).as("candidates stay where they are").containsExactly("orders-web");

    flocker.command("move", "orders-db", "--to", "n1", site.toString()).exits(0);
    assertThat(things("n1")).containsExactlyInAnyOrder("orders-db", "orders-web");
    assertThat(lab.on("n1", sql("SELECT id FROM goods"))).isEqualTo("42");
    assertThat(flocker.run(site)).as("it stays where it was moved to").isZero();
    assertThat(flocker.command("history").exits(0).out())
        .contains("drain: this node drained")
        .contains("undrain: this node let have things again");
  }

  /** The example, less patient than it is. */
  private static Path example() throws IOException {
    Files.copy(PLAYBOOKS.resolve("secrets.yml"), folder.resolve("secrets.yml"));
    Files.createSymbolicLink(folder.resolve("images"), PLAYBOOKS.resolve("images"));
    String text = Files.readString(PLAYBOOKS.resolve("drain.yml"));
    return Shop.write(
        folder.resolve("drain.yml"),
        text.replaceAll("timeout: (.0)s}", "timeout: $1s, min_uptime: 1s}"));
  }

  private static Shell.Outcome drain(Path site, String... options) {
    List<String> all = new ArrayList<>(List.of("n1", site.toString(), "--output", "json"));
    all.addAll(List.of(options));
    return flocker.command("drain", all.toArray(String[]::new));
  }

  private static List<String> things(String node) {
    return lab.on(node, "docker ps -a --format '{{.Names}}' --filter label=flocker.project=orders")
        .lines()
        .toList();
  }

  private static String sql(String text) {
    return "docker exec orders-db psql -qAtX -v ON_ERROR_STOP=1 orders -c \"" + text + "\"";
  }
}
