package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look left in memory, by this machine's shell. */
class SweepTest {

  @TempDir Path folder;

  private void arrive() throws IOException, InterruptedException {
    Payload payload = Ran.payload(folder.resolve("made"), "one", "");
    Script script = new Script(Optional.of(folder.resolve("home").toString()));
    Ran ran = Ran.script(script.start(payload, Optional.empty()), new byte[0]);
    assertThat(ran.out()).startsWith(Script.LACKS);
  }

  /** Where its process was killed. */
  @Test
  void theNextOneRemovesWhatOneLeftInMemory() throws Exception {
    Path left = leftInMemory(Script.within("/dev/shm"), 31);
    Path young = leftInMemory(Script.within("/dev/shm"), 1);
    Path other = leftInMemory("/dev/shm/flocker-of-somebody-els", 31);
    try {
      arrive();
      assertThat(left).doesNotExist();
      assertThat(young).as("it may still be brought").exists();
      assertThat(other).as("it is of no such name").exists();
    } finally {
      Ran.of("rm", "-rf", left.toString(), young.toString(), other.toString());
    }
  }

  @Test
  void butNotWhereAProcessIs() throws Exception {
    Path used = leftInMemory(Script.within("/dev/shm"), 31);
    Process there =
        new ProcessBuilder("sleep", "60").directory(used.resolve("tree").toFile()).start();
    try {
      arrive();
      assertThat(used.resolve("tree")).exists();
      there.destroyForcibly().waitFor();
      arrive();
      assertThat(used).doesNotExist();
    } finally {
      there.destroyForcibly();
      Ran.of("rm", "-rf", used.toString());
    }
  }

  private static Path leftInMemory(String folder, int minutes) throws IOException {
    Path left = Path.of(folder);
    Files.createDirectories(left.resolve("tree"));
    Instant then = Instant.now().minus(Duration.ofMinutes(minutes));
    Files.setLastModifiedTime(left, FileTime.from(then));
    return left;
  }
}
