package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Compose file as it is, on two nodes: run, run again, and its data moved. */
class ComposeLabTest extends FreshNodes {

  private static final String COMPOSE =
      """
      x-usual: &usual
        image: "shop-web:${TAG:-1}"
        restart: unless-stopped
        stop_grace_period: 1s
        security_opt: ["no-new-privileges:true"]
        logging: {driver: json-file, options: {max-size: 1m}}
      services:
        site:
          <<: *usual
          entrypoint: ["/bin/httpd", "-f", "-p", "8080", "-h", "/srv"]
          volumes: [pages:/srv]
          ports: ["8003:8080"]
          read_only: true
          tmpfs: [/run]
          cap_drop: [ALL]
          ulimits: {nofile: {soft: 1024, hard: 2048}}
          healthcheck: {test: "busybox netstat -ltn | busybox grep -q :8080", interval: 1s}
          networks: {back: {aliases: [wiki]}}
        visitor:
          <<: *usual
          entrypoint: /bin/sh -c "trap 'exit 0' TERM; sleep 1000000 & wait"
          hostname: visitor
          init: true
          labels: {com.example.role: visitor}
          volumes: ["/etc/os-release:/node-release:ro"]
          depends_on: [site]
          networks: [back]
      volumes: {pages: }
      networks: {back: }
      """;

  @BeforeAll
  static void nodesWithImages() {
    lab.load("n1", "shop-web");
    lab.load("n2", "shop-web");
    Shop.write(folder.resolve("compose.yaml"), COMPOSE);
  }

  @Test
  void runsAsItIsAndMovesUnderItsNames() {
    assertThat(flocker.command("run", play("n1").toString()).out()).contains("+ container site");
    lab.on("n1", "echo first >/flocker/wiki/pages/data/page");
    assertThat(flocker.run(play("n1"))).isZero();
    assertThat(page("site:8080")).isEqualTo("first");
    assertThat(page("wiki:8080")).isEqualTo("first");
    String visitor = lab.on("n2", "docker inspect -f '{{.Id}} {{.State.StartedAt}}' visitor");
    assertThat(
            lab.on(
                "n2",
                "docker exec visitor busybox sh -c 'busybox hostname; busybox grep -c debian /node-release'"))
        .startsWith("visitor");

    assertThat(flocker.run(play("n2"))).isPositive();

    assertThat(page("site:8080")).isEqualTo("first");
    assertThat(lab.on("n2", "docker inspect -f '{{.Id}} {{.State.StartedAt}}' visitor"))
        .as("nothing changes for who reaches it by name")
        .isEqualTo(visitor);
    assertThat(lab.on("n1", "docker ps -aq")).isEmpty();
    assertThat(lab.listens("n3", 8003)).isTrue();
    assertThat(flocker.run(play("n2"))).isZero();
  }

  private static String page(String place) {
    return lab.on("n2", "docker exec visitor busybox wget -qO- http://" + place + "/page");
  }

  private static Path play(String node) {
    return Shop.write(
        folder.resolve("wiki.yml"),
        """
        - project: wiki
          hosts: all
          compose: compose.yaml
          on: {site: %s, visitor: n2}
        """
            .formatted(node));
  }
}
