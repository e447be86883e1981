package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Writes rows to a MariaDB over a port of a node, and keeps what was acknowledged. */
final class MariaWriter {

  /** After a port that is closed for a moment it goes on, too. */
  private static final String WRITING =
      "i=0; while [ ! -e /stop ]; do i=$((i+1)); %s -e \"insert into rows_of values ($i)\""
          + " && echo $i >>/acknowledged; sleep 0.1; done";

  private final Lab lab;
  private final String node;
  private final String name;
  private final String client;

  /**
   * @param node on which the database runs at first, and the writer always
   */
  MariaWriter(Lab lab, String node, String database, int port) {
    this.lab = lab;
    this.node = node;
    this.name = database + "-writer";
    this.client =
        "mariadb --connect-timeout=60 -h "
            + Lab.address(node)
            + " -P "
            + port
            + " -uroot -p'a {{b}} $c' shop";
  }

  void start() {
    lab.on(
        node,
        "docker run -d --rm --network host --name "
            + name
            + " --entrypoint sleep mariadb:10.11 1d");
    lab.on(node, "until " + in(client + " -e 'select 1'") + "; do sleep 0.5; done");
    lab.on(node, in(client + " -e 'create table rows_of (n bigint primary key)'"));
    lab.on(node, "docker exec -d " + name + " sh -c " + quoted(WRITING.formatted(client)));
    goesOn();
  }

  private String in(String command) {
    return "docker exec " + name + " sh -c " + quoted(command);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Waits for the next acknowledgements. */
  void goesOn() {
    String count = "$(" + in("cat /acknowledged 2>/dev/null | wc -l") + ")";
    lab.on(node, "n=" + count + "; until [ " + count + " -gt $((n+3)) ]; do sleep 0.2; done");
  }

  void end() {
    lab.on(node, in("touch /stop; sleep 1"));
    requireNothingLost();
    lab.on(node, "docker rm -fv " + name);
  }

  void requireNothingLost() {
    List<String> acknowledged = lab.on(node, in("cat /acknowledged")).lines().toList();
    List<String> rows = lab.on(node, in(client + " -Nse 'select n from rows_of'")).lines().toList();
    assertThat(rows).containsAll(acknowledged);
  }
}
