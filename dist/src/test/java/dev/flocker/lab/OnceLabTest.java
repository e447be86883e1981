package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is meant to end, and who waits for it: under Docker alone, and under systemd. */
class OnceLabTest extends FreshNodes {

  private static final String COMPOSE =
      """
      services:
        web:
          image: "shop-web:1"
          entrypoint: ["/bin/httpd", "-f", "-p", "8080", "-h", "/tmp"]
          depends_on:
            migrate: {condition: service_completed_successfully}
            fill: {condition: service_completed_successfully}
        migrate:
          image: "shop-web:1"
          entrypoint: ["/bin/sh", "-c", "echo migrating; sleep 2; exit ${CODE:-0}"]
        fill:
          image: "shop-web:1"
          user: "0"
          entrypoint: ["/bin/sh", "-c", "sleep 1; echo ran >>/data/log"]
          volumes: [data:/data]
      volumes: {data: }
      """;

  @BeforeAll
  static void nodesWithImages() {
    lab.load("n1", "shop-web");
    Shop.write(folder.resolve("compose.yaml"), COMPOSE);
  }

  @Test
  void runsOnceAndOthersWaitForIt() {
    Shop.write(folder.resolve(".env"), "CODE=3\n");
    var failed = flocker.command("run", play().toString()).exits(1);
    assertThat(failed.err()).contains("container migrate").contains("migrating");
    assertThat(lab.on("n1", "docker ps --format '{{.Names}}'")).doesNotContain("web");

    Shop.write(folder.resolve(".env"), "CODE=0\n");
    assertThat(flocker.run(play())).isPositive();
    assertThat(time("web", "StartedAt"))
        .isAfter(time("migrate", "FinishedAt"))
        .isAfter(time("fill", "FinishedAt"));
    Instant ended = time("fill", "FinishedAt");

    assertThat(flocker.run(play())).isZero();
    assertThat(time("fill", "FinishedAt")).as("done is done").isEqualTo(ended);
    assertThat(lab.on("n1", "cat /flocker/wiki/data/data/log")).isEqualTo("ran");

    lab.on("n1", "docker stop -t 1 web");
    assertThat(flocker.run(play())).as("what is not meant to end is started").isPositive();
    assertThat(lab.on("n1", "docker ps --format '{{.Names}}'")).isEqualTo("web");
  }

  private static Instant time(String container, String key) {
    return Instant.parse(lab.on("n1", "docker inspect -f '{{.State." + key + "}}' " + container));
  }

  private static Path play() {
    return Shop.write(
        folder.resolve("wiki.yml"),
        """
        - project: wiki
          hosts: n1
          compose: compose.yaml
          on: {"*": n1}
        """);
  }
}
