package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.fake.FakeLaunched;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node sends says which versions it is of. */
class BackupTest extends CommandFixture {

  private static final Ref PG = Ref.parse("data pg");
  private static final Ref WAL = Ref.parse("data wal");

  private final List<ByteArrayOutputStream> received = new ArrayList<>();
  private int exit;
  private Path store;

  @BeforeEach
  void nodes() {
    store = folder.resolve("backups");
    cluster.launching(this::launched);
    cluster.owner("n1", PG);
  }

  private Launched launched(String node, Launch what) {
    FakeLaunched said =
        FakeLaunched.of(String.join(" ", what.argv()), exit == 0 ? "" : "I/O error", exit);
    if (what.argv().getFirst().equals("send")) {
      return said;
    }
    ByteArrayOutputStream read = new EndedByItself();
    received.add(read);
    return new FakeLaunched(said.output(), said.errors(), read, exit);
  }

  /** A receiver that knew from the stream that this was all. */
  private static final class EndedByItself extends ByteArrayOutputStream {
    @Override
    public void close() throws IOException {
      throw new IOException("Stream closed");
    }
  }

  private int volume(String command, String... words) {
    List<String> line = new ArrayList<>(List.of("volume", command, "-i", inventory.toString()));
    line.addAll(List.of(words));
    return flocker(line.toArray(String[]::new));
  }

  private int backup(String... options) {
    List<String> words = new ArrayList<>(List.of("shop/pg", "--to", store.toString()));
    words.addAll(List.of(options));
    return volume("backup", words.toArray(String[]::new));
  }

  private int backups(String... words) {
    List<String> line = new ArrayList<>(List.of("volume", "backups", "--in", store.toString()));
    line.addAll(List.of(words));
    return flocker(line.toArray(String[]::new));
  }

  private int restore(String... options) {
    List<String> words = new ArrayList<>(List.of("shop/pg", "--from", store.toString()));
    words.addAll(List.of(options));
    return volume("restore", words.toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Path file(String suffix) throws IOException {
    return files().stream().filter(f -> f.toString().endsWith(suffix)).findFirst().orElseThrow();
  }

  private List<String> received() {
    return received.stream().map(ByteArrayOutputStream::toString).toList();
  }

  @Test
  void buildsUponTheLastAndIsRestoredInThatOrder() throws IOException {
    assertThat(backup()).as(printed.err()).isZero();
    assertThat(backup()).as(printed.err()).isZero();
    assertThat(printed.out()).contains(": all of it, 8B").contains(": what changed since ");
    assertThat(file(".full")).hasContent("send - 2");
    assertThat(file(".increment")).hasContent("send 2 3");
    assertThat(files())
        .hasSize(3)
        .allSatisfy(
            f ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                    .isEqualTo("rw-------"));
    assertThat(backups()).isZero();
    assertThat(printed.out()).contains("  full             8B  of n1\n").contains("  increment ");

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
  void beginsAnewWhereTheBaseIsGoneOnEitherEndOrIfThatIsWanted() throws IOException {
    backup();
    backup("--full");
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(2);
    for (Path file : files()) {
      if (file.toString().endsWith(".full")) {
        Files.delete(file);
      }
    }
    backups();
    assertThat(printed.out()).contains("not all there any more");
    assertThat(restore("--as", "shop/old")).isEqualTo(3);
    backup();
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(1);
    assertThat(Files.readString(file("manifest.json"))).containsOnlyOnce("\"id\"");

    cluster.owner("n1", PG); // has none of the snapshots
    backup();
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(2);
  }

  @Test
  void oneThatIsCutShortLeavesNothing() throws IOException {
    backup();
    exit = 1;
    assertThat(backup()).isEqualTo(1);
    assertThat(printed.err()).contains("n1: send 2 3: ").contains("I/O error");
    assertThat(files()).hasSize(2);
    exit = 0;
    assertThat(backup()).isZero();
    assertThat(file(".increment")).as("upon what is whole").hasContent("send 2 4");
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
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(volume("backup", "shop/pg", "--to", file.toString())).isEqualTo(1);
    assertThat(printed.err())
        .contains("is no place for backups; write a folder")
        .contains("names no folder of a host; write ssh://USER@HOST/PATH")
        .contains("names no repository")
        .contains("some recipients are age's")
        .contains("there is no backup of shop/pg")
        .contains("--as shop/old is one name for several")
        .contains(file + ": the folder cannot be made");
  }
}
