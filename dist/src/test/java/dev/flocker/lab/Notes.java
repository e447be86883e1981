package dev.flocker.lab;

import java.nio.file.Path;

/** A playbook of one container, {@code notes}, that does nothing by itself. */
final class Notes {

  private static final String PLAY =
      """
      - name: Notes
        project: office
        hosts: all
        resources:
          - container:
              name: notes
              on: %s
              image: "shop-web:1"
              archive: %s/shop-web.tar
              user: "0"
              entrypoint: [/bin/sleep, "1000000"]
              stop_timeout: 1s
      """;

  private Notes() {}

  /**
   * Writes it to a file in {@code folder}.
   *
   * @param rest further keys of the container, then further resources, indented as these are
   */
  static Path on(String node, Path folder, String rest) {
    String play = PLAY.formatted(node, Shell.ROOT.resolve("playbooks/images"));
    String health = rest.contains("health:") ? "" : "    health: {min_uptime: 1s}\n";
    return Shop.write(folder.resolve("notes.yml"), play + (health + rest).indent(4));
  }
}
