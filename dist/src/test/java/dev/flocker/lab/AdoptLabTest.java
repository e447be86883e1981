package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MariaDB that somebody started by hand, with data where Docker or they put it, and a writer. */
class AdoptLabTest extends FreshNodes {

  /** What a person might say of a database; the name and the data are added. */
  private static final String OPTIONS =
      " -e MARIADB_ROOT_PASSWORD='a {{b}} $c' -e MYSQL_DATABASE=shop --restart unless-stopped"
          + " --hostname dbhost --label tier=data --label empty= --stop-timeout 30 --shm-size 96m"
          + " --ulimit nofile=4096:8192 --cap-drop NET_RAW --init --tmpfs /scratch:size=8m"
          + " --log-opt max-size=4m --health-cmd 'test -S /run/mysqld/mysqld.sock'"
          + " --health-interval 1s --add-host mirror:10.0.0.9 --oom-score-adj 5"
          + " -v /etc/hostname:/etc/node:ro";

  @BeforeAll
  static void nodesWithImages() {
    Shell.run(List.of("lab/images", "mariadb")).exits(0);
    lab.load("n1", "mariadb");
    lab.load("n2", "mariadb");
  }

  @Test
  void aVolumeOfDockersIsTakenOverUnderAWriterAndMoves() {
    lab.on("n1", "docker run -d --name shop-db-1 -p 3306:3306 -v shop_db:/var/lib/mysql" + made());
    MariaWriter writer = new MariaWriter(lab, "n1", "shop-db-1", 3306);
    writer.start();
    Path playbook = adopt("n1", "shop-db-1");

    var check = flocker.command("run", "--check", playbook.toString()).exits(0);
    assertThat(check.out()).contains("takes over what runs on n1");
    lab.on("n1", "test ! -e /flocker");
    assertThat(flocker.run(playbook)).isPositive();
    assertThat(flocker.run(playbook)).as("what is adopted is as it was").isZero();
    writer.goesOn();
    assertThat(lab.on("n1", "docker inspect -f {{.State.Running}} shop-db-1.adopted"))
        .isEqualTo("false");
    writer.requireNothingLost();

    moveTo("n2", playbook);
    assertThat(flocker.run(playbook)).isPositive();
    writer.goesOn();
    writer.end();
    assertThat(lab.on("n2", "docker inspect -f {{.State.Running}} shop-db-1")).isEqualTo("true");

    var finished = flocker.command("adopt", "--node", "n1", "--finish", "--yes").exits(0);
    assertThat(finished.out()).contains("container shop-db-1.adopted").contains("shop_db");
    assertThat(lab.on("n1", "docker ps -aq; docker volume ls -q")).isEmpty();
    assertThat(flocker.run(playbook)).as("it is found no more, and need not be").isZero();
  }

  @Test
  void aBindMountIsTakenOverToAnotherNodeInOneGoAndComesBackWhereThatFails() {
    lab.on("n2", "mkdir -p /srv/mysql");
    lab.on("n2", "docker run -d --name books -p 3307:3306 -v /srv/mysql:/var/lib/mysql" + made());
    MariaWriter writer = new MariaWriter(lab, "n2", "books", 3307);
    writer.start();
    Path playbook = adopt("n2", "books");
    moveTo("n3", playbook);
    String good = Shop.read(playbook);

    Shop.write(playbook, good.replace("- mariadbd\n", "- \"false\"\n"));
    flocker.command("run", playbook.toString()).exits(1);
    assertThat(lab.on("n2", "docker inspect -f {{.State.Running}} books")).isEqualTo("true");
    writer.goesOn();

    Shop.write(playbook, good);
    assertThat(flocker.run(playbook)).isPositive();
    writer.goesOn();
    writer.end();
    assertThat(lab.on("n3", "docker inspect -f {{.State.Running}} books")).isEqualTo("true");
    assertThat(lab.on("n2", "docker ps -a --format '{{.Names}}'")).isEqualTo("books.adopted");
    assertThat(lab.on("n2", "ls /srv/mysql/ibdata1")).isNotEmpty();
    var again = flocker.command("run", "--diff", playbook.toString()).exits(0);
    assertThat(again.out() + again.err()).contains("nothing changed");
  }

  private static String made() {
    return OPTIONS + " mariadb:10.11 mariadbd --max-connections=50";
  }

  /** Writes what flocker says of a container to a playbook. */
  private static Path adopt(String node, String container) {
    Path secrets = folder.resolve(container + "-secrets.yml");
    var said =
        flocker
            .command(
                "adopt",
                "--node",
                node,
                "--project",
                container,
                "--secrets",
                secrets.toString(),
                container)
            .exits(0);
    assertThat(said.out()).doesNotContain("{{b}}").contains("max-connections=50");
    return Shop.write(folder.resolve(container + ".yml"), said.out());
  }

  private static void moveTo(String node, Path playbook) {
    String text = Shop.read(playbook);
    Shop.write(playbook, text.replaceFirst("\"on\": n[0-9]", "\"on\": " + node));
  }
}
