package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flocker's two files. */
class TwoFilesLabTest extends FreshNodes {

  private static final Path SHOP = Shell.ROOT.resolve("playbooks/shop");

  @BeforeAll
  static void nodesWithImages() {
    lab.load("n1", "postgres");
    lab.load("n2", "postgres");
    lab.load("n2", "shop-web");
  }

  @Test
  void deployAndStateAgree() {
    assertThat(deploy(SHOP.resolve("deployment.yml"))).isPositive();
    lab.await("the frontend", () -> lab.listens("n3", 8081));
    assertThat(deploy(SHOP.resolve("deployment.yml"))).isZero();

    String state = flocker.command("state", "--output", "deployment").exits(0).out();
    assertThat(deploy(Shop.write(folder.resolve("deployment.yml"), state))).isZero();

    Path moved =
        Shop.write(
            folder.resolve("moved.yml"),
            "version: 1\nnodes:\n  n1: []\n  n2: [database, frontend]\n");
    assertThat(deploy(moved)).isPositive();
    assertThat(lab.on("n1", "docker ps -aq")).isEmpty();
    lab.await("the frontend", () -> lab.listens("n1", 8081));

    assertThat(flocker.run(SHOP.resolve("site.yml"), "--check")).isPositive();
  }

  private static int deploy(Path deployment) {
    return Flocker.changed(
        flocker.command(
            "deploy",
            "--project",
            "shop2",
            "--output",
            "json",
            SHOP.resolve("application.yml").toString(),
            deployment.toString()));
  }
}
