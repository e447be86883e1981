package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java a node says that it has, by this machine's shell. */
class OwnJavaTest {

  @TempDir Path folder;

  @Test
  void findsAJavaThatIsNewEnough() throws Exception {
    Path java = java("21.0.4");
    assertThat(withFirstInPath(java).java()).contains(java.toString());
    assertThat(withFirstInPath(java("22-ea")).java()).contains(java.toString());
    assertThat(withFirstInPath(java("17.0.1")).java()).isNotEqualTo(Optional.of(java.toString()));
    assertThat(withFirstInPath(java("1.8.0_402")).java())
        .isNotEqualTo(Optional.of(java.toString()));
  }

  /** Who did could have root run what they like. */
  @Test
  void runsNoJavaThatOthersCouldHavePutThere() throws Exception {
    Path java = java("21.0.4");
    Path ran = folder.resolve("ran");
    Files.writeString(java, "#!/bin/sh\ntouch " + ran + "\n");
    Files.setPosixFilePermissions(java.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(withFirstInPath(java).java()).isNotEqualTo(Optional.of(java.toString()));
    assertThat(ran).doesNotExist();
  }

  private Path java(String version) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java, "#!/bin/sh\necho 'Picked up' >&2; echo 'openjdk version \"" + version + "\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return java;
  }

  private Machine withFirstInPath(Path java) throws IOException, InterruptedException {
    Payload payload = Ran.payload(folder.resolve("made"), "one", "");
    Script script = new Script(Optional.of(folder.resolve("home").toString()));
    String asked = script.start(payload, Optional.empty());
    String path = "PATH=" + Quote.word(java.getParent().toString()) + ":$PATH; ";
    return Machine.parse(Ran.script(path + asked, new byte[0]).out().strip());
  }
}
