package dev.flocker.lab;

import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL of which a third node keeps a replica, with the tables that clients write to. */
final class Ledger {

  static final String PASSWORD = "swordfish";

  private static final String PLAY =
      """
      - name: A ledger
        project: shop
        hosts: all
        resources:
          - container:
              name: db
              on: %s
              image: "postgres:15"
              archive: %s/postgres.tar
              environment: {POSTGRES_PASSWORD: %s}
              volumes: [{name: pgdata, mountpoint: /var/lib/postgresql/data}]
              ports: [{internal: 5432, external: 5432}]
              health: {tcp: 5432, timeout: 60s, min_uptime: 1s}
              stop_timeout: 60s
          - volume: {name: pgdata, replicas: [n3]}
          - route: {port: 5432, from: any}
      """;

  private final Lab lab;
  private final Path file;

  /**
   * @param folder where the playbook is written
   */
  Ledger(Lab lab, Path folder) {
    this.lab = lab;
    this.file = folder.resolve("ledger.yml");
  }

  /** The playbook that wants the database on {@code node}. */
  Path on(String node) {
    Path images = Shell.ROOT.resolve("playbooks/images");
    return Shop.write(file, PLAY.formatted(node, images, PASSWORD));
  }

  void createTables(String node) {
    sql(
        node,
        "CREATE TABLE appends (id bigserial PRIMARY KEY, writer int, number bigint);"
            + " CREATE TABLE register (value bigint); INSERT INTO register VALUES (0)");
  }

  /** What {@code sql} yields in the database on {@code node}, row by row. */
  List<String> sql(String node, String sql) {
    return lab.on(
            node,
            "docker exec db psql -qAtX -v ON_ERROR_STOP=1 -U postgres postgres -c \"" + sql + "\"")
        .lines()
        .toList();
  }

  /** The numbers after {@code from} of {@code writer}, in the order of the table. */
  List<Long> numbers(String node, int writer, long from) {
    return sql(
            node,
            "SELECT number FROM appends WHERE writer = %d AND number > %d ORDER BY id"
                .formatted(writer, from))
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  long number(String node, String sql) {
    return Long.parseLong(sql(node, sql).getFirst());
  }
}
