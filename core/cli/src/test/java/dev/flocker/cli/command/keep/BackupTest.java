package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupTest extends BackupFixture {

  @Test
  void buildsUponTheLastAndIsRestoredInThatOrder() throws IOException {
    assertThat(backup()).as(printed.err()).isZero();
    assertThat(backup()).as(printed.err()).isZero();
    assertThat(printed.out()).contains(": all of it, 8 B").contains(": what changed since ");
    assertThat(file(".full")).hasContent("send - 2");
    assertThat(file(".increment")).hasContent("send 2 3");
    assertThat(files())
        .hasSize(3)
        .allSatisfy(
            f ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                    .isEqualTo("rw-------"));
    assertThat(backups()).isZero();
    assertThat(printed.out()).contains("  full            8 B  of n1\n").contains("  increment ");

    assertThat(restore()).isEqualTo(1);
    assertThat(printed.err())
        .contains("n1: shop/pg is there, and is not overwritten")
        .contains("--as shop/pg-restored");
    assertThat(received).isEmpty();

    assertThat(restore("--as", "shop/old", "--on", "n2")).as(printed.err()).isZero();
    assertThat(received()).containsExactly("send - 2", "send 2 3");
    assertThat(cluster.log)
        .containsSubsequence(
            "n2 EXPECT data old", "n2 RECEIVE data old", "n2 RECORD data old", "n2 OPEN data old");
    assertThat(cluster.shows("n2", new Ref("data", "old"))).isTrue();
  }

  @Test
  void saysWhenThereIsNothingAndListsWhatCanBeRead() throws IOException {
    assertThat(backups()).isZero();
    assertThat(printed.out()).contains("there is no backup in " + store);
    assertThat(backups("--verify")).isEqualTo(1);
    cluster.owner("n1", WAL);
    backup();
    volume("backup", "shop/wal", "--to", store.toString());
    Files.writeString(store.resolve("shop/pg/manifest.json"), "{}");

    assertThat(backups("shop/wal", "--verify")).isZero();
    assertThat(backups()).isEqualTo(1);
    assertThat(printed.out()).contains("shop/wal\n");
    assertThat(printed.err()).contains("shop/pg/manifest.json cannot be read");
  }

  @Test
  void nothingThatIsNotWhatWasWrittenGoesToANode() throws IOException {
    backup();
    backup();
    assertThat(backups("--verify")).isZero();
    assertThat(printed.out()).contains("  good\n").doesNotContain("BAD");
    Files.writeString(file(".full"), "send - 9");

    assertThat(backups("shop/pg", "--verify")).isEqualTo(1);
    assertThat(printed.out())
        .contains("BAD: shop/pg/")
        .contains("its SHA-256 is another")
        .contains("BAD: what it builds upon");
    dialing = new IllegalStateException("a node was contacted");
    assertThat(restore("--as", "shop/old")).isEqualTo(1);
    Files.writeString(file(".full"), "send");
    assertThat(restore("--as", "shop/old")).isEqualTo(1);
    Files.writeString(file(".full"), "send - 2 and more");
    assertThat(restore("--as", "shop/old")).isEqualTo(1);
    assertThat(printed.err()).contains("ends after 4 of the 8 bytes").contains("it is longer than");
  }

  @Test
  void believesNoManifest() throws IOException {
    backup();
    String manifest = Files.readString(file("manifest.json"));
    for (String evil :
        List.of(
            manifest.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"../../../../etc/passwd\""),
            manifest.replaceFirst("\"type\":\"data\"", "\"type\":\"no such\""),
            manifest.replaceFirst("\"bytes\":8", "\"bytes\":-8"),
            manifest.replaceFirst("\"format\":1", "\"format\":2"),
            "[".repeat(100_000),
            "{}")) {
      Files.writeString(file("manifest.json"), evil);
      assertThat(backups()).as(evil.substring(0, 2)).isEqualTo(1);
      assertThat(restore("--as", "shop/old")).isEqualTo(1);
    }
    assertThat(printed.err()).contains("manifest.json cannot be read").doesNotContain("fault");
  }

  @Test
  void whatFailedToArriveIsThrownAwayAndNotOwned() {
    backup();
    exit = 1;
    assertThat(restore("--as", "shop/old")).isEqualTo(1);
    assertThat(printed.err()).contains("n1: receive old: ");
    assertThat(cluster.log)
        .containsSubsequence("n1 RECEIVE data old", "n1 EXPECT data old")
        .noneMatch(line -> line.contains("RECORD"));
  }

  @Test
  void aNodeThatIsNotSeenMayHaveIt() {
    backup();
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));
    assertThat(restore("--as", "shop/old")).isEqualTo(4);
    assertThat(printed.err()).contains("n2: it could not be seen, and may have shop/old");
    assertThat(received).isEmpty();
    assertThat(restore("--as", "shop/old", "--assume-absent", "n2")).isEqualTo(4);
    assertThat(received).hasSize(1);
  }

  @Test
  void whatIsOneStateIsBackedUpAtOneInstantAndOpensTogether() throws IOException {
    cluster.owner("n1", WAL);
    assertThat(run(PLAYBOOK.replace("image: ", "uses: [pg, wal], image: "))).isZero();
    assertThat(backup()).isZero();
    assertThat(printed.out()).contains("; with it shop/wal\n");

    assertThat(restore("--as", "shop/old")).isZero();
    assertThat(printed.err()).contains("shop/wal was one state with it, and is not restored");
    cluster.destroy("n1", PG);
    cluster.destroy("n1", WAL);
    cluster.log.clear();
    assertThat(restore("shop/wal")).as(printed.err()).isZero();
    assertThat(cluster.log)
        .containsSubsequence(
            "n1 RECEIVE data wal", "n1 RECORD data pg", "n1 RECORD data wal", "n1 OPEN data pg");
  }

  @Test
  void knowsBeforeItContactsANodeWhatCannotBeMeant() throws IOException {
    dialing = new IllegalStateException("a node was contacted");
    assertThat(volume("backup", "shop/pg", "--to", "s3:bucket")).isEqualTo(3);
    assertThat(volume("backup", "shop/pg", "--to", "ssh://nas")).isEqualTo(3);
    assertThat(volume("backup", "shop/pg", "--to", "ssh://-oProxyCommand=x/y")).isEqualTo(3);
    assertThat(volume("backup", "shop/pg", "--to", "restic:")).isEqualTo(3);
    assertThat(backup("--recipient", "age1x", "--recipient", "me@example.com")).isEqualTo(3);
    assertThat(restore()).isEqualTo(3);
    assertThat(restore("shop/wal", "--as", "shop/old")).isEqualTo(3);
    assertThat(restore("--as", "shop/OLD")).isEqualTo(3);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(volume("backup", "shop/pg", "--to", file.toString())).isEqualTo(1);
    assertThat(printed.err())
        .contains("is no place for backups; write a folder")
        .contains("names no folder of a host; write ssh://USER@HOST/PATH")
        .contains("names no repository")
        .contains("some recipients are age's")
        .contains("there is no backup of shop/pg")
        .contains("\"OLD\" is not a name")
        .contains("--as shop/old is one name for several")
        .contains(file + ": the folder cannot be made");
  }
}
