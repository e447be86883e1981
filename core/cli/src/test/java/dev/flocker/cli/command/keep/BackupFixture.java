package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.fake.FakeLaunched;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** What a node sends says which versions it is of. */
abstract class BackupFixture extends CommandFixture {

  static final Ref PG = Ref.parse("data pg");
  static final Ref WAL = Ref.parse("data wal");

  final List<ByteArrayOutputStream> received = new ArrayList<>();
  int exit;
  Path store;

  /** Happens while a stream is on its way, once. */
  Runnable meanwhile = () -> {};

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
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
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

  final int volume(String command, String... words) {
    List<String> line = new ArrayList<>(List.of("volume", command, "-i", inventory.toString()));
    line.addAll(List.of(words));
    return flocker(line.toArray(String[]::new));
  }

  final int backup(String... options) {
    List<String> words = new ArrayList<>(List.of("shop/pg", "--to", store.toString()));
    words.addAll(List.of(options));
    return volume("backup", words.toArray(String[]::new));
  }

  final int backups(String... words) {
    List<String> line = new ArrayList<>(List.of("volume", "backups", "--in", store.toString()));
    line.addAll(List.of(words));
    return flocker(line.toArray(String[]::new));
  }

  final int restore(String... options) {
    List<String> words = new ArrayList<>(List.of("shop/pg", "--from", store.toString()));
    words.addAll(List.of(options));
    return volume("restore", words.toArray(String[]::new));
  }

  final List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  final Path file(String suffix) throws IOException {
    return files().stream().filter(f -> f.toString().endsWith(suffix)).findFirst().orElseThrow();
  }

  final List<String> received() {
    return received.stream().map(ByteArrayOutputStream::toString).toList();
  }
}
