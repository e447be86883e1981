package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An image that is built on one node, what is shipped beside it, and what a new volume begins with.
 */
class BuildLabTest extends FreshNodes {

  private static final String PLAYBOOK =
      """
      - project: wiki
        hosts: all
        resources:
          - container:
              name: site
              on: %s
              health: {min_uptime: 1s}
              build: {context: site, args: {GREETING: hello}}
              folders: [{path: /etc/site.d, src: conf}]
              files: [{path: /etc/logo, src: logo, template: false}]
              volumes: [{name: pages, mountpoint: /pages, fill: seed}]
      """;

  @BeforeAll
  static void whatIsShipped() throws IOException {
    lab.load("n1", "shop-web");
    lab.load("n2", "shop-web");
    Shop.write(
        folder.resolve("site/Dockerfile"),
        """
        FROM shop-web:1
        USER 0
        ARG GREETING
        RUN echo $GREETING $RANDOM$RANDOM$RANDOM >/made
        COPY . /ctx
        ENTRYPOINT ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000000 & wait"]
        """);
    Shop.write(folder.resolve("site/page"), "page");
    Shop.write(folder.resolve("site/.dockerignore"), "notes\n");
    Shop.write(folder.resolve("site/notes"), "one");
    Shop.write(folder.resolve("conf/a/b.conf"), "{{not a template}}\n");
    Files.write(folder.resolve("logo"), new byte[] {0, (byte) 0x89, 'P', 'N', 'G', 10});
    Shop.write(folder.resolve("seed/index"), "first");
  }

  @Test
  void isMadeOnceAndGoesFromNodeToNode() throws IOException {
    assertThat(flocker.run(play("n1"))).isPositive();
    String image = image("n1");
    assertThat(lab.on("n1", "docker exec site sh -c 'cat /made; ls /ctx; cat /pages/index'"))
        .startsWith("hello ")
        .contains("page")
        .contains("first")
        .doesNotContain("notes");
    assertThat(lab.on("n1", "docker exec site busybox cat /etc/site.d/a/b.conf"))
        .isEqualTo("{{not a template}}");
    assertThat(lab.on("n1", "docker exec site busybox cat /etc/logo | od -An -tx1").strip())
        .isEqualTo("00 89 50 4e 47 0a");

    Shop.write(folder.resolve("site/notes"), "what is left out changes nothing");
    assertThat(flocker.run(play("n1"))).isZero();

    lab.on("n1", "docker exec site sh -c 'echo second >/pages/index'");
    assertThat(flocker.run(play("n2"))).isPositive();
    assertThat(image("n2")).as("the very same image").isEqualTo(image);
    assertThat(lab.on("n2", "docker exec site busybox cat /pages/index"))
        .as("a volume is filled once")
        .isEqualTo("second");
    assertThat(flocker.run(play("n2"))).isZero();
    assertThat(lab.on("n2", "ls /var/lib/flocker")).doesNotContain("builds");
    assertThat(lab.on("n2", "ls /var/lib/flocker/images 2>/dev/null")).isEmpty();

    Shop.write(folder.resolve("conf/a/b.conf"), "changed\n");
    assertThat(flocker.run(play("n2"))).isPositive();
    assertThat(lab.on("n2", "docker exec site busybox cat /etc/site.d/a/b.conf"))
        .isEqualTo("changed");
    Shop.write(folder.resolve("site/page"), "another");
    assertThat(flocker.run(play("n2"))).isPositive();
    assertThat(image("n2")).isNotEqualTo(image);
    assertThat(lab.on("n2", "docker exec site busybox cat /ctx/page")).isEqualTo("another");
  }

  private static String image(String node) {
    return lab.on(node, "docker inspect -f '{{.Image}}' site");
  }

  private static Path play(String node) {
    return Shop.write(folder.resolve("wiki.yml"), PLAYBOOK.formatted(node));
  }
}
