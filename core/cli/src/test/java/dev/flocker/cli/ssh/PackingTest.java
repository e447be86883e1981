package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.LocalFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder, packed here and unpacked by the {@code tar} of a node. */
class PackingTest {

  @TempDir Path folder;
  @TempDir Path there;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("a/empty"));
    Files.writeString(folder.resolve("a/with blank and ü"), "text");
    Files.write(folder.resolve("a/" + "long".repeat(40)), new byte[70_000]);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a/../a"));
    Files.writeString(folder.resolve("run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void comesOutAsItWentIn() throws Exception {
    LocalFolder packed = LocalFolder.of(folder);
    unpack(packed);
    assertThat(LocalFolder.of(there).digest()).isEqualTo(packed.digest());
    assertThat(mode("run")).as("what Git keeps").isEqualTo("rwxr-xr-x");
  }

  @Test
  void leavesOutWhatIsLeftOut() throws Exception {
    LocalFolder packed = LocalFolder.of(folder).without(List.of("a"));
    unpack(packed);
    assertThat(there.resolve("a")).doesNotExist();
    assertThat(LocalFolder.of(there).digest()).isEqualTo(packed.digest());
  }

  @Test
  void exactlyBringsPermissionsAndTimesOfTheFolderToo() throws Exception {
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(folder.resolve("run"), old);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    unpack(LocalFolder.of(folder).exactly());
    assertThat(mode("run")).isEqualTo("rwx------");
    assertThat(mode("")).isEqualTo("rwxr-x---");
    assertThat(Files.getLastModifiedTime(there.resolve("run"))).isEqualTo(old);
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolve(path)));
  }

  private void unpack(LocalFolder packed) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "--extract", "--same-permissions", "--directory", there + "")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream out = tar.getOutputStream()) {
      new Packing(packed).writeTo(out);
    }
    assertThat(tar.waitFor()).isZero();
  }
}
