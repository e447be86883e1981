package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A port for the cluster alone is for the cluster alone from its first packet: this machine, which
 * is none of its nodes, dials every node all the time and is never answered.
 */
class LimitedLabTest extends FreshNodes {

  private static final int PORT = 8080;

  @Test
  void neverAnswersThoseWhoMayNot() {
    Shop.in(folder);
    try (Probe probe = new Probe()) {
      // It listens, and does not get healthy.
      flocker.command("run", web("n2", "cluster", 8081).toString()).exits(1);
      flocker.run(web("n2", "cluster", PORT));
      answersTheCluster();
      assertThat(pastTheRoutes("n2")).as("by the container's own address").isFalse();
      flocker.run(web("n1", "cluster", PORT));
      answersTheCluster();
      lab.command("stop", "n1");
      lab.command("boot", "n1");
      lab.await("the cluster is answered", () -> fromWithin("n3"));
      assertThat(probe.dialled()).isPositive();
      assertThat(probe.answered()).as("of %s dials", probe.dialled()).isZero();

      flocker.run(web("n1", "any", PORT));
      assertThat(pastTheRoutes("n1")).as("the way is there").isTrue();
      lab.await("the probe can tell", () -> probe.answered() > 0);
    }
  }

  private static Path web(String node, String from, int health) {
    return Shop.write(
        folder.resolve("web.yml"),
        """
        - project: limited
          hosts: all
          resources:
            - container:
                name: web
                on: %s
                image: "shop-web:1"
                archive: images/shop-web.tar
                entrypoint: [/bin/sh, -c, "exec httpd -f -p 8080 -h /tmp"]
                ports: [{internal: 8080, external: 8080}]
                health: {tcp: %d, timeout: 4s}
            - route: {port: 8080, to: container web, from: %s}
        """
            .formatted(node, health, from));
  }

  private static void answersTheCluster() {
    for (String node : Lab.NODES) {
      assertThat(fromWithin(node)).as("from %s", node).isTrue();
    }
  }

  /** Whether a node is answered at its own address. */
  private static boolean fromWithin(String node) {
    String dial = "timeout 3 bash -c '</dev/tcp/" + Lab.address(node) + "/8080' 2>/dev/null";
    return lab.on(node, dial + " && echo yes || echo no").strip().equals("yes");
  }

  /** Whether n3 is answered by the container itself, to whose address its node leads the way. */
  private static boolean pastTheRoutes(String holder) {
    String container =
        lab.on(holder, "docker inspect --format '{{.NetworkSettings.IPAddress}}' web");
    String way = container + "/32 via " + Lab.address(holder);
    String dial = "timeout 2 bash -c '</dev/tcp/" + container + "/8080' 2>/dev/null";
    return lab.on(
            "n3", "ip route replace " + way + "; " + dial + " && echo yes; ip route del " + way)
        .strip()
        .equals("yes");
  }

  /** Dials the port of each node without a pause. */
  private static final class Probe implements AutoCloseable {

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong dialled = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    Probe() {
      Lab.NODES.forEach(node -> threads.add(Thread.ofVirtual().start(() -> dial(node))));
    }

    private void dial(String node) {
      while (!done.get()) {
        if (lab.listens(node, PORT)) {
          answered.incrementAndGet();
        }
        dialled.incrementAndGet();
        Lab.pause(20);
      }
    }

    long dialled() {
      return dialled.get();
    }

    long answered() {
      return answered.get();
    }

    @Override
    public void close() {
      done.set(true);
    }
  }
}
