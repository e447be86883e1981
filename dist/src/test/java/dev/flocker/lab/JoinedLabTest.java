package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A container in the network of another one, with variables from a file. */
class JoinedLabTest extends FreshNodes {

  @BeforeAll
  static void images() {
    lab.load("n1", "shop-web");
    lab.load("n2", "shop-web");
  }

  @Test
  void isWhereThatOneIsAndMadeAnewWithIt() {
    variables("GREETING=\"one\"\n# not this\nexport NAME=${GREETING}-and-${ELSE:-none}\n");
    assertThat(flocker.run(play("n1"))).isPositive();
    assertThat(flocker.run(play("n1"))).isZero();
    assertThat(said("n1")).isEqualTo("one-and-none from page");

    lab.on("n1", "docker restart -t 1 front");
    lab.await("one container's page", () -> lab.on("n1", "docker ps -q | wc -l").equals("2"));
    flocker.run(play("n1"));
    assertThat(said("n1")).as("after a restart by hand").isEqualTo("one-and-none from page");

    assertThat(refusedDuring(() -> flocker.command("restart", "front").exits(0)))
        .as("who comes waits until it is well, as the playbook says it")
        .isEmpty();
    assertThat(said("n1")).as("after a restart by flocker").isEqualTo("one-and-none from page");

    variables("GREETING=two\nNAME=$GREETING\n");
    assertThat(flocker.run(play("n1"))).isPositive();
    assertThat(said("n1")).isEqualTo("two from page");

    assertThat(flocker.run(play("n2"))).isPositive();
    assertThat(said("n2")).as("on another node").isEqualTo("two from page");
    assertThat(flocker.run(play("n2"))).isZero();
    assertThat(lab.on("n1", "docker ps -aq")).isEmpty();
  }

  /** What visitors by way of another node see that is no page. */
  private static List<String> refusedDuring(Runnable restart) {
    List<String> refused = new CopyOnWriteArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread visitor =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      lab.page("n3", 8080, Duration.ofSeconds(40));
                    } catch (IOException e) {
                      refused.add(e.toString());
                    }
                    Lab.pause(100);
                  }
                });
    restart.run();
    over.set(true);
    assertThatCode(() -> visitor.join()).doesNotThrowAnyException();
    return refused;
  }

  /** What the helper sees at its own address, where nothing but the other one listens. */
  private static String said(String node) {
    return lab.on(
        node,
        "docker exec helper /bin/sh -c"
            + " 'echo \"$NAME from $(busybox wget -qO- http://127.0.0.1:8080/)\"'");
  }

  private static void variables(String text) {
    Shop.write(folder.resolve("common.env"), text);
  }

  private static Path play(String node) {
    return Shop.write(
        folder.resolve("joined.yml"),
        """
        - project: joined
          hosts: all
          resources:
            - container:
                name: front
                on: %1$s
                image: "shop-web:1"
                entrypoint: ["/bin/sh", "-c", "sleep 1; exec httpd -f -p 8080 -h /srv"]
                files: [{path: /srv/index.html, content: "page"}]
                ports: [{internal: 8080, external: 8080}]
                stop_timeout: 1s
                health: {tcp: 8080, min_uptime: 1s}
            - container:
                name: helper
                on: %1$s
                image: "shop-web:1"
                network: container:front
                env_file: [common.env]
                health: {min_uptime: 1s}
                entrypoint: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000000 & wait"]
        """
            .formatted(node));
  }
}
