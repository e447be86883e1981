package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A container on several nodes is replaced on one after the other, and nobody who visits waits. */
class RollingLabTest extends FreshNodes {

  /** So long that who had to wait for it is told from who had not. */
  private static final Duration START = Duration.ofSeconds(8);

  private static Shop shop;

  @BeforeAll
  static void aShopOnTwoNodes() {
    shop =
        Shop.in(folder)
            .with("name: web\n        on: n2\n", "name: web\n        on: [n1, n3]\n")
            .with(
                "{internal: 8080, external: 8080}\n",
                "{internal: 8080, external: 8080}\n        update: {on_failure: revert}\n");
    flocker.run(shop.file());
  }

  @Test
  void visitorsAreServedMeanwhileAndOneThatFailsTakesAllBack() {
    Shop slow = starting("sleep " + START.toSeconds() + "; exec /entrypoint");
    Shop half = starting("grep -q n3 /node && exit 1; exec /entrypoint");
    try (Visitors visitors = new Visitors(lab, 8080)) {
      visitors.await();
      assertThat(flocker.run(slow.file())).isPositive();
      visitors.await();
      assertThat(visitors.longest()).as("the longest wait").isLessThan(START);
      assertThat(flocker.run(slow.file())).isZero();

      flocker.command("run", half.file().toString()).exits(1);
      visitors.await();
      assertThat(visitors.complaints()).isEmpty();
    }
    for (String node : List.of("n1", "n3")) {
      assertThat(lab.on(node, "docker inspect -f '{{.Config.Cmd}}' web"))
          .as("what was there before, on " + node)
          .contains("sleep");
    }
    assertThat(flocker.run(slow.file())).as("nothing is left to do").isZero();
    visitorsAreLedPastWhatIsNotWell(slow);
  }

  /** It runs, but its port answers nobody. */
  private static void visitorsAreLedPastWhatIsNotWell(Shop running) {
    lab.on("n3", refusing("-I"));
    assertThat(flocker.run(running.file())).as("its route is turned").isPositive();
    for (int i = 0; i < 6; i++) {
      lab.answersEverywhere();
    }
    assertThat(flocker.run(running.file())).as("and stays so").isZero();

    lab.on("n3", refusing("-D"));
    assertThat(flocker.command("keep", running.file().toString()).exits(0).out())
        .contains("container web: visitors are led by its health");
    assertThat(flocker.run(running.file())).as("it is led to again").isZero();
  }

  private static String refusing(String how) {
    return "nsenter -t $(docker inspect -f {{.State.Pid}} web) -n iptables "
        + how
        + " INPUT -p tcp --dport 8080 -j REJECT --reject-with tcp-reset";
  }

  private static Shop starting(String script) {
    return shop.with(
        "image: \"shop-web:1\"\n",
        "image: \"shop-web:1\"\n"
            + "        entrypoint: [/bin/sh, -c, '"
            + script
            + "']\n        mounts: [{source: /etc/hostname, target: /node, read_only: true}]\n");
  }
}
