package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What runs comes back by itself, without flocker, whatever of a node was restarted. */
class ComeBackLabTest extends FreshNodes {

  private static Shop shop;

  @BeforeAll
  static void aRunningShop() {
    shop = Shop.in(folder);
    flocker.run(shop.file());
  }

  @Test
  void afterAnOrderlyReboot() {
    comesBackAfter(
        () -> {
          lab.command("stop", "n1");
          lab.command("boot", "n1");
        });
  }

  /**
   * The snapshot brings all to the disk: zfs-fuse's intent log loses files that were renamed since
   * it last did that, as initdb's were, if this comes first.
   */
  @Test
  void afterAPowerCut() {
    lab.on("n1", "zfs snapshot tank/flocker/shop/pgdata@whole");
    comesBackAfter(
        () -> {
          Lab.NODES.forEach(node -> lab.command("kill", node));
          Lab.NODES.forEach(node -> lab.command("boot", node));
        });
  }

  @Test
  void afterDockerWasRestarted() {
    comesBackAfter(() -> lab.onEach("systemctl restart docker"));
  }

  @Test
  void afterAContainerWasKilled() {
    comesBackAfter(() -> lab.on("n1", "kill -9 $(docker inspect -f {{.State.Pid}} db)"));
    comesBackAfter(() -> lab.on("n2", "kill -9 $(docker inspect -f {{.State.Pid}} web)"));
  }

  @Test
  void butNotWhatAPersonStopped() {
    flocker.command("stop", "db").exits(0);
    lab.command("stop", "n1");
    lab.command("boot", "n1");
    lab.await("Docker", () -> lab.on("n1", "docker ps -aq --filter name=^db$").length() > 5);
    assertThat(flocker.run(shop.file())).as("a run leaves it so").isZero();
    assertThat(lab.on("n1", "docker ps -q --filter name=^db$")).isEmpty();
    assertThat(flocker.command("state").exits(0).out()).containsPattern("n1 +stopped by ");

    assertThat(flocker.command("start", "db").exits(0).out()).contains("db on n1: started");
    try (Visitors visitors = new Visitors(lab, 8080)) {
      visitors.await();
      flocker.command("restart", "shop/db").exits(0);
      visitors.await();
      assertThat(visitors.complaints()).isEmpty();
    }
    assertThat(flocker.run(shop.file())).isZero();
    assertThat(flocker.command("history", "shop").exits(0).out().lines())
        .anyMatch(line -> line.contains(" run: ") && line.contains("container web created"))
        .anyMatch(line -> line.contains("  n1  ") && line.contains(" stop: shop: "))
        .last(STRING)
        .contains(" restart: shop: unit db started");
  }

  @Test
  void norWhatItsPlaybookWantsStopped() {
    Shop stopped = shop.with("name: db\n", "name: db\n        state: stopped\n");
    assertThat(flocker.run(stopped.file())).isPositive();
    assertThat(lab.listens("n2", 5432)).as("nothing is led there").isFalse();
    lab.command("stop", "n1");
    lab.command("boot", "n1");
    lab.await("Docker", () -> lab.on("n1", "docker ps -aq --filter name=^db$").length() > 5);
    assertThat(flocker.run(stopped.file())).as("nothing is left to do").isZero();
    assertThat(lab.on("n1", "docker ps -q --filter name=^db$")).isEmpty();
    assertThat(flocker.command("state").exits(0).out()).contains("stopped by its playbook");

    assertThat(flocker.command("start", "db").exits(0).out()).contains("the next run");
    String plan = flocker.command("run", stopped.file().toString()).exits(0).out();
    assertThat(plan).containsPattern("~ container db .*stopped; was started by .*@");
    assertThat(lab.on("n1", "docker ps -q --filter name=^db$")).isEmpty();

    Shop elsewhere = shop.databaseOn("n2").with("name: db\n", "name: db\n        state: stopped\n");
    assertThat(flocker.run(elsewhere.file())).isPositive();
    assertThat(lab.owners()).containsExactly("n2");
    assertThat(lab.on("n2", "docker ps -q --filter name=^db$")).isEmpty();
    assertThat(flocker.run(shop.file())).as("and back, where it runs").isPositive();
    comesBackAfter(() -> {});
  }

  /** The example {@code playbooks/stopped.yml}. */
  @Test
  void whatIsKeptReadyHasItsDataAndDoesNotRun() {
    String example = Shop.read(Shell.ROOT.resolve("playbooks/stopped.yml"));
    Path spare = Shop.write(folder.resolve("spare.yml"), example);
    assertThat(flocker.run(spare)).isPositive();
    assertThat(flocker.run(spare)).as("a second run").isZero();
    assertThat(lab.on("n2", "docker inspect -f {{.State.Running}} spare-db")).isEqualTo("false");
    assertThat(lab.on("n3", "zfs list -H -o name tank/flocker/spare/sparedata")).isNotEmpty();
    String gone = example.replace("state: stopped", "state: absent");
    assertThat(flocker.run(Shop.write(spare, gone))).isPositive();
  }

  private static void comesBackAfter(Runnable blow) {
    long visits = visits();
    blow.run();
    for (String node : Lab.NODES) {
      lab.await("the shop by way of " + node, () -> lab.visit(node).isPresent());
    }
    lab.await(
        "the database everywhere", () -> Lab.NODES.stream().allMatch(n -> lab.listens(n, 5432)));
    assertThat(visits()).isGreaterThan(visits);
    assertThat(lab.owners()).containsExactly("n1");
    assertThat(flocker.run(shop.file())).as("flocker finds nothing to do").isZero();
  }

  private static long visits() {
    return Lab.number(lab.visit("n3").orElseThrow(), "visits");
  }
}
