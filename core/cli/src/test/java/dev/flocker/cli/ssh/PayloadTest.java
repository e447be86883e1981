package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {

  @TempDir Path folder;

  /** An installation whose payload holds one file. */
  @BeforeEach
  void install() throws Exception {
    Path payload = Files.createDirectories(folder.resolve("payload"));
    Files.writeString(folder.resolve("arguments"), "-cp lib");
    tar("-C", folder.toString(), "-czf", payload + "/full.tar.gz", "./arguments");
    Files.writeString(
        payload.resolve("full.properties"),
        "id=0123456789abcdef\nbytes=7\nmachine=x86_64\nglibc=2.34\n");
  }

  private Path jar(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Payload payload(Path... jars) {
    return Payload.of(folder, "full", List.of(jars));
  }

  private static String tar(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tar.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void isAsItWasBuiltWithoutPlugins() {
    assertThat(payload().id()).isEqualTo("0123456789abcdef");
    assertThat(payload().bytes()).isEqualTo(7);
    assertThat(payload().glibc()).isEqualTo("2.34");
  }

  @Test
  void hasAnotherIdForOtherPlugins() throws IOException {
    Path one = jar("one.jar", "1");
    String before = payload(one).id();
    assertThat(before).matches("[0-9a-f]{16}").isNotEqualTo(payload().id());
    assertThat(payload(one).id()).isEqualTo(before);
    assertThat(payload(one, jar("two.jar", "2")).id()).isNotEqualTo(before);
    jar("one.jar", "another");
    assertThat(payload(one).id()).isNotEqualTo(before);
  }

  @Test
  void isOneArchiveWithThePluginsInIt() throws Exception {
    Payload payload = payload(jar("empty.jar", ""), jar("long.jar", "0123456789".repeat(200)));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    payload.copyTo(sent);
    Path archive = Files.write(folder.resolve("sent.tar.gz"), sent.toByteArray());
    assertThat(tar("-tzvf", archive.toString()).lines())
        .map(line -> line.replaceAll("\\s+", " ").replaceAll(" \\d{4}-.* ", " "))
        .satisfiesExactly(
            l -> assertThat(l).isEqualTo("drwxr-xr-x 0/0 0 ./plugins/"),
            l -> assertThat(l).isEqualTo("-rw-r--r-- 0/0 0 ./plugins/empty.jar"),
            l -> assertThat(l).isEqualTo("-rw-r--r-- 0/0 2000 ./plugins/long.jar"),
            l -> assertThat(l).endsWith(" ./arguments"));
    assertThat(tar("-xzOf", archive.toString(), "./plugins/long.jar"))
        .isEqualTo("0123456789".repeat(200));
    assertThat(payload.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(sent.toByteArray())));
  }

  @Test
  void refusesAFileNameThatDoesNotFit() throws IOException {
    Path jar = jar("x".repeat(100) + ".jar", "1");
    assertThatThrownBy(() -> payload(jar))
        .hasMessage(
            "plugin " + jar.getFileName() + ": has a file name of more than 90 bytes; rename it");
  }
}
