package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.LocalFolder;
import dev.flocker.testkit.FakeHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node's own programs say of a directory, beside what the controller reads of a folder. */
class ShippedFilesTest {

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void fill() throws IOException {
    folder = directory.resolve(MountedFiles.folderName(0));
    Files.createDirectories(folder.resolve("conf.d/empty"));
    Files.writeString(folder.resolve("conf.d/a b\nc.conf"), "listen 80;\n");
    Files.write(folder.resolve("logo.png"), new byte[] {0, 1, (byte) 0x89, 10});
    Files.createSymbolicLink(folder.resolve("link"), Path.of("logo.png"));
    Path run = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(directory.resolve("0-0644"), "");
  }

  @Test
  void aFolderHasTheDigestThatTheControllerTakes() throws Exception {
    String before = LocalFolder.of(folder).digest();
    assertThat(looked().digest(folder)).isEqualTo(before);

    Files.writeString(folder.resolve("logo.png"), "other");
    assertThat(looked().digest(folder))
        .isNotEqualTo(before)
        .isEqualTo(LocalFolder.of(folder).digest());
  }

  @Test
  void whatIsAddedRemovedOrMadeExecutableShows() throws Exception {
    String before = looked().digest(folder);
    Path added = Files.createDirectory(folder.resolve("more"));
    assertThat(looked().digest(folder)).isNotEqualTo(before);
    Files.delete(added);
    assertThat(looked().digest(folder)).isEqualTo(before);
    Files.setPosixFilePermissions(
        folder.resolve("logo.png"), PosixFilePermissions.fromString("rwxr--r--"));
    assertThat(looked().digest(folder)).isNotEqualTo(before);
  }

  @Test
  void aFileHasTheDigestOfItsContent() throws Exception {
    assertThat(looked().sha256(directory.resolve("0-0644"))).isEqualTo(Digests.ofText(""));
    assertThat(looked().sha256(directory.resolve("1-0644"))).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneHasNothing() throws Exception {
    FakeHost host = new FakeHost();
    host.on(ShippedFiles.look("/gone")).fails(2, "sh: 1: cd: can't cd to /gone");
    ShippedFiles gone = ShippedFiles.in("/gone", host);
    assertThat(gone.sha256(Path.of("/gone/0-0644"))).isEmpty();
    assertThat(gone.digest(Path.of("/gone/0-folder"))).isNotEqualTo(looked().digest(folder));
  }

  private ShippedFiles looked() throws Exception {
    Process look = new ProcessBuilder(ShippedFiles.look(directory.toString())).start();
    String said = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    FakeHost host = new FakeHost();
    host.on(ShippedFiles.look(directory.toString())).ends(look.waitFor(), said, "");
    return ShippedFiles.in(directory.toString(), host);
  }
}
