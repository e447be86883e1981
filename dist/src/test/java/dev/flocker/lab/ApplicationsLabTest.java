package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Applications by their own Compose files, unchanged: up, run again, and their data moved while
 * visitors come by every node, of whom none sees an error. Each test takes away what another one
 * left. With {@code -Dapplications.moves=2} the data moves back, too; each further one is a move
 * more.
 */
class ApplicationsLabTest extends FreshNodes {

  private static final String WORDPRESS = "wordpress-mysql";
  private static final String NEXTCLOUD = "nextcloud-redis-mariadb";
  private static final String BLOG = "nginx-golang-postgres";
  private static final String NAMES = "names";

  private static final List<String> WAY = List.of("n3", "n1");
  private static final int MOVES = Integer.getInteger("applications.moves", 1);

  /** Where the services run, and which images stand in for theirs. */
  private static final Map<String, String> PLAYS =
      Map.of(
          WORDPRESS,
          """
          compose: wordpress-mysql/compose.yaml
          on: {db: %s, wordpress: n2}
          resources:
            - container: {name: db, image: "mariadb:10.11", archive: images/mariadb.tar,
                health: {tcp: 3306, min_uptime: 1s}}
            - container: {name: wordpress, image: "guestbook:1", archive: images/guestbook.tar,
                health: {min_uptime: 1s}}
          """,
          NEXTCLOUD,
          """
          compose: nextcloud-redis-mariadb/compose.yaml
          on: {db: %s, nc: n2, redis: n2}
          resources:
            - container: {name: db, image: "mariadb:10.11", archive: images/mariadb.tar,
                health: {tcp: 3306, min_uptime: 1s}}
            - container: {name: nc, image: "guestbook:1", archive: images/guestbook.tar,
                health: {min_uptime: 1s}}
            - container: {name: redis, image: "redis:7.0", archive: images/redis.tar,
                health: {min_uptime: 1s}}
          """,
          BLOG,
          """
          compose: nginx-golang-postgres/compose.yaml
          on: {db: %s, backend: n2, proxy: n2}
          resources:
            - container: {name: db, image: "postgres:15", archive: images/postgres.tar,
                health: {tcp: 5432, min_uptime: 1s}}
            - container: {name: proxy, image: "nginx:1.22", archive: images/nginx.tar,
                health: {min_uptime: 1s}}
            - container: {name: backend, health: {min_uptime: 1s}}
            - container:
                name: pool
                on: n3
                image: "pgbouncer:1"
                archive: images/pgbouncer.tar
                files: [{path: /etc/pgbouncer.ini, src: pgbouncer.ini}]
                ports: [{internal: 6432, external: 6432}]
                health: {tcp: 6432, min_uptime: 1s}
            - link: {from: pool, to: db, local_port: 5432, remote_port: 5432}
          """,
          NAMES,
          """
          resources:
            - container:
                name: dns
                on: %s
                image: "dnsmasq:2"
                archive: images/dnsmasq.tar
                command: [--address=/lab.example/192.0.2.7]
                ports: [{internal: 53, external: 53, protocol: udp}]
                health: {min_uptime: 1s}
          """);

  private static final String POOLER =
      """
      [databases]
      example = host=db user=postgres password=db-frknz
      [pgbouncer]
      listen_addr = 0.0.0.0
      auth_type = any
      pool_mode = transaction
      """;

  @BeforeAll
  static void applications() {
    lab.command("images", "mariadb", "guestbook", "redis", "nginx", "pgbouncer", "dnsmasq");
    lab.load("n2", "shop-web"); // from which the backend is built
    Shell.run(List.of("cp", "-a", "dist/src/test/resources/compose-apps/.", folder.toString()))
        .exits(0);
    String images = Shell.ROOT.resolve("playbooks/images").toString();
    Shell.run(List.of("ln", "-s", images, folder.resolve("images").toString())).exits(0);
    for (String name : List.of(WORDPRESS, NEXTCLOUD, BLOG)) {
      Path file = Shop.write(folder.resolve(name + "/compose.yaml"), "");
      String original = "dist/src/test/resources/compose/" + name + ".compose.yaml";
      Shell.run(List.of("cp", original, file.toString())).exits(0);
    }
    Shop.write(folder.resolve("pgbouncer.ini"), POOLER);
  }

  @Test
  void wordpressAndANameServer() {
    up(WORDPRESS, NAMES);
    List<Resolver> resolvers = Lab.NODES.stream().map(node -> new Resolver(node, 53)).toList();
    assertThat(resolvers).allMatch(ApplicationsLabTest::knows);
    move(WORDPRESS, NAMES);
    assertThat(resolvers)
        .as("asked again, from the same ports")
        .allMatch(ApplicationsLabTest::knows);
    resolvers.forEach(Resolver::close);
  }

  @Test
  void nextcloudWithRedis() {
    up(NEXTCLOUD);
    move(NEXTCLOUD);
  }

  @Test
  void aBlogBehindNginxAndAPooler() {
    up(BLOG);
    lab.on("n1", "docker exec db psql -q example -c 'CREATE TABLE appends (number bigint)'");
    try (PooledWriter writer = new PooledWriter("n1", "example")) {
      String node = move(BLOG);
      int before = writer.written();
      lab.await("a number after the move", () -> writer.written() > before);
      Set<Long> acknowledged = writer.stop();
      assertThat(
              lab.on(node, "docker exec db psql -qAtc 'SELECT number FROM appends' example")
                  .lines()
                  .map(Long::valueOf)
                  .collect(Collectors.toSet()))
          .containsAll(acknowledged);
    }
  }

  private static boolean knows(Resolver resolver) {
    return resolver.ask("lab.example").filter("192.0.2.7"::equals).isPresent();
  }

  private static void up(String... names) {
    assertThat(flocker.run(play("n1", names))).isPositive();
    assertThat(flocker.run(play("n1", names))).as("a second run").isZero();
    for (String node : Lab.NODES) {
      assertThatCode(() -> lab.page(node, 80, Duration.ofSeconds(30)))
          .as("by way of %s", node)
          .doesNotThrowAnyException();
    }
  }

  /** The nodes that have one. */
  private static List<String> databases() {
    return Lab.NODES.stream()
        .filter(node -> !lab.on(node, "docker ps -aq --filter name=^db$").isEmpty())
        .toList();
  }

  /** Returns where it is in the end. */
  private static String move(String... names) {
    String node = "n1";
    try (Visitors visitors = new Visitors(lab, 80)) {
      visitors.await();
      for (int i = 0; i < MOVES; i++) {
        node = WAY.get(i % WAY.size());
        assertThat(flocker.run(play(node, names))).isPositive();
        visitors.await();
        assertThat(databases()).containsExactly(node);
      }
      assertThat(visitors.complaints()).isEmpty();
    }
    return node;
  }

  /** Nothing of the other projects, and then those of these names, what moves on {@code node}. */
  private static Path play(String node, String... names) {
    Map<String, String> plays = new LinkedHashMap<>();
    PLAYS.keySet().forEach(name -> plays.put(name, "resources: []"));
    for (String name : names) {
      plays.remove(name);
      plays.put(name, PLAYS.get(name).formatted(node));
    }
    StringBuilder text = new StringBuilder();
    plays.forEach(
        (name, keys) ->
            text.append("- project: " + name + "\n  hosts: all\n").append(keys.indent(2)));
    return Shop.write(folder.resolve("applications.yml"), text.toString());
  }
}
