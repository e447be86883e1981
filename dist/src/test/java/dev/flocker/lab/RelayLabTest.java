package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes whose sshd takes nothing from each other: data goes by way of the controller. */
class RelayLabTest extends FreshNodes {

  private static Shop shop;

  @BeforeAll
  static void aShopOnNodesApart() {
    shop = Shop.in(folder);
    flocker.run(shop.file());
    for (String node : Lab.NODES) {
      lab.on(node, "iptables -I INPUT -p tcp --dport 22 ! -s " + Lab.NETWORK + ".1 -j REJECT");
    }
  }

  @Test
  void theDataGoesByWayOfTheController() {
    String checksum = lab.stockUp("n1");
    Writer writer = new Writer(lab, "n3");
    Path target = shop.databaseOn("n2").file();
    var run = flocker.command("run", target.toString()).exits(0);
    Set<Long> acknowledged = writer.stop();
    assertThat(run.out()).contains("n1 does not reach n2, so its data went by way of this machine");
    lab.hasOnly("n2", "db");
    assertThat(lab.rows("n2")).containsAll(acknowledged);
    assertThat(lab.sql("n2", Lab.CHECKSUM)).isEqualTo(checksum);
    assertThat(flocker.run(target)).isZero();

    theTargetIsCutOff();
  }

  private void theTargetIsCutOff() {
    Running run = flocker.start(shop.file());
    run.awaitStep("stop container db");
    lab.command("partition", "n1");
    try {
      assertThat(run.exits(4)).contains("\"unreachable\",\"node\":\"n1\"");
      lab.await("the old owner again", () -> lab.visit("n3").isPresent());
    } finally {
      lab.command("heal", "n1");
    }
    assertThat(lab.owners()).containsExactly("n2");
    assertThat(flocker.run(shop.file(), "--lock-timeout", "2m")).isPositive();
    lab.hasOnly("n1", "db");
  }
}
