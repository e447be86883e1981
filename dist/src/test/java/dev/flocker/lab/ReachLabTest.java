package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may come in by a route, and what links reach. The tests' own machine is no node. */
class ReachLabTest extends FreshNodes {

  private static final String PLAY =
      """
      - name: Doors
        project: doors
        hosts: all
        resources:
          - container:
              name: server
              on: n1
              image: "shop-web:1"
              archive: %1$s/shop-web.tar
              entrypoint: [/bin/httpd, -f, -p, "8080", -h, /etc]
              ports: [{internal: 8080, external: 8001}]
              health: {tcp: 8080, timeout: 30s, min_uptime: 1s}
              stop_timeout: 1s
          - route: {port: 8001, from: %2$s}
          - container:
              name: inner
              on: n1
              image: "shop-web:1"
              archive: %1$s/shop-web.tar
              entrypoint: [/bin/httpd, -f, -p, "8080", -h, /etc]
              ports: [{internal: 8080}]
              aliases: [behind]
              stop_timeout: 1s
          - container:
              name: outer
              on: n2
              image: "shop-web:1"
              archive: %1$s/shop-web.tar
              entrypoint: [/bin/sleep, "1000000"]
              stop_timeout: 1s
          - link: {from: outer, to: inner, local_port: 7000, remote_port: 8080, alias: inner}
      """;

  @Test
  void onlyThoseWhoMay() {
    flocker.run(doors("cluster"));
    for (String node : Lab.NODES) {
      assertThat(lab.listens(node, 8001)).as("a stranger by way of %s", node).isFalse();
      for (String from : Lab.NODES) {
        assertThat(reaches(from, node)).as("%s by way of %s", from, node).isTrue();
      }
    }
    assertThat(flocker.run(doors("cluster"))).isZero();
    assertLinked();
    assertThat(lab.on("n2", "docker exec outer busybox env"))
        .contains("INNER_PORT_7000_TCP=tcp://127.0.0.1:7000");

    assertThat(flocker.run(doors("[" + Lab.address("n2") + "/32]"))).isPositive();
    for (String node : Lab.NODES) {
      assertThat(lab.listens(node, 8001)).as("a stranger by way of %s", node).isFalse();
      for (String from : Lab.NODES) {
        assertThat(reaches(from, node))
            .as("%s by way of %s", from, node)
            .isEqualTo(from.equals("n2"));
      }
      assertThat(containerReaches(node)).as("n2's container by way of %s", node).isTrue();
    }
    assertThat(flocker.run(doors("[" + Lab.address("n2") + "/32]"))).isZero();
    assertLinked();

    assertThat(flocker.run(doors("[192.0.2.0/24]"))).isPositive();
    for (String node : Lab.NODES) {
      assertThat(lab.listens(node, 8001)).as("a stranger by way of %s", node).isFalse();
      assertThat(reaches("n2", node)).as("n2 by way of %s", node).isFalse();
      assertThat(containerReaches(node)).as("n2's container by way of %s", node).isFalse();
    }
    assertThat(flocker.run(doors("[192.0.2.0/24, " + Lab.NETWORK + ".1]"))).isPositive();
    for (String node : Lab.NODES) {
      assertThat(lab.listens(node, 8001)).as("one of the list by way of %s", node).isTrue();
    }
    assertThat(flocker.run(doors("[192.0.2.0/24, " + Lab.NETWORK + ".1]"))).isZero();

    assertThat(flocker.run(doors("any"))).isPositive();
    for (String node : Lab.NODES) {
      assertThat(lab.listens(node, 8001)).as("a stranger by way of %s", node).isTrue();
    }
    assertLinked();
  }

  private static boolean reaches(String from, String node) {
    String url = "http://" + Lab.address(node) + ":8001/passwd";
    return lab.on(from, "curl -s -m 5 " + url + " || true").startsWith("root:");
  }

  private static boolean containerReaches(String node) {
    String url = "http://" + Lab.address(node) + ":8001/passwd";
    return lab.on("n2", "docker exec outer busybox wget -qO- " + url + " 2>&1 || true")
        .startsWith("root:");
  }

  private static void assertLinked() {
    for (String place : List.of("127.0.0.1:7000", "inner:8080", "behind:8080")) {
      String url = "http://" + place + "/passwd";
      assertThat(lab.on("n2", "docker exec outer busybox wget -qO- " + url))
          .as(place)
          .startsWith("root:");
    }
  }

  private static Path doors(String from) {
    return Shop.write(
        folder.resolve("doors.yml"), PLAY.formatted(Shell.ROOT.resolve("playbooks/images"), from));
  }
}
