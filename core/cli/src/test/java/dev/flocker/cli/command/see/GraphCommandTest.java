package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GraphCommandTest extends CommandFixture {

  private static final String SHOP =
      """
      - project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, image: "1", uses: [pg]}
          - data: {name: pg, replicas: [n2]}
      """;

  GraphCommandTest() {
    super("n1", "n2");
  }

  private int graph(String playbook, String... options) throws IOException {
    Path site = Files.writeString(folder.resolve("site.yml"), playbook);
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    all[0] = "graph";
    all[1] = "-i";
    all[2] = inventory.toString();
    all[3] = site.toString();
    return flocker(all);
  }

  @Test
  void printsEitherLanguageAndAsksNoNode() throws IOException {
    assertThat(graph(SHOP)).as(printed.err()).isZero();
    assertThat(printed.out()).startsWith("digraph").contains("db", "pg", "n1", "n2");
    assertThat(cluster.log).isEmpty();

    assertThat(graph(SHOP, "--format", "mermaid")).as(printed.err()).isZero();
    assertThat(printed.out()).contains("flowchart").contains("db", "pg", "n1", "n2");
  }

  @Test
  void saysWhatIsWrongInsteadOfDrawingIt() throws IOException {
    assertThat(graph(SHOP.replace("on: n1", "on: n9"))).isEqualTo(3);
    assertThat(printed.err()).contains("site.yml:4").contains("n9");
    assertThat(printed.out()).isEmpty();

    assertThat(graph(SHOP, "--format", "svg")).isEqualTo(3);
    assertThat(printed.err()).contains("svg").contains("mermaid");
  }
}
