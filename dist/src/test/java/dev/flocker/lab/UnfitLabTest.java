package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What could not run where it is to go is not stopped where it runs. */
class UnfitLabTest extends FreshNodes {

  @Test
  void theDatabaseRunsOnWhereItsImageIsAnotherOneOnTheNewNode() {
    Shop shop = Shop.in(folder).with("        archive: images/postgres.tar\n", "");
    lab.load("n1", "postgres");
    lab.load("n2", "shop-web");
    lab.on("n2", "docker tag shop-web:1 postgres:15");
    flocker.run(shop.file());
    String since = started();

    var foreseen = flocker.command("run", "--check", shop.databaseOn("n2").file().toString());
    assertThat(foreseen.exits(1).out() + foreseen.err()).contains("is another one here");
    var refused = flocker.command("run", shop.databaseOn("n2").file().toString()).exits(1);
    assertThat(refused.out() + refused.err())
        .contains("image postgres:15", "is another one here", "docker save");
    assertThat(started()).as("it was never stopped").isEqualTo(since);
    lab.hasOnly("n1", "db");
    assertThat(flocker.run(shop.file())).isZero();

    lab.on("n2", "docker rmi postgres:15");
    lab.load("n2", "postgres");
    flocker.run(shop.databaseOn("n2").file());
    lab.hasOnly("n2", "db");
    assertThat(flocker.run(shop.databaseOn("n2").file())).isZero();
  }

  private static String started() {
    return lab.on("n1", "docker inspect --format '{{.State.StartedAt}}' db");
  }
}
