package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which jars are loaded: what is in them runs here, and as root on every node. */
class PluginFolderTest extends CommandFixture {

  private Path jar;

  @BeforeEach
  void jar() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    jar = Files.writeString(plugins.resolve("geo.jar"), "a jar");
  }

  @Test
  void saysWithVWhatIsLoadedForAPlaybook() throws IOException {
    Path settings = Files.writeString(folder.resolve("flocker.yml"), "forks: 3\n");
    assertThat(run(PLAYBOOK, "-v")).isZero();
    assertThat(printed.err()).contains("settings " + settings).contains("plugin " + jar);
  }

  @Test
  void loadsNothingThatNobodyNamed() throws IOException {
    Files.writeString(folder.resolve("flocker.yml"), "");
    PluginFolder plugins = new PluginFolder(jars -> null);
    plugins.leave(jar.getParent());
    assertThat(plugins.jars()).isEmpty();
    assertThat(plugins.left()).containsExactly(jar);
    plugins.choose(jar.getParent());
    assertThat(plugins.left()).isEmpty();
  }

  @Test
  void listsWhatIsNamedWithItsHash() {
    assertThat(flocker("plugin", "ls", "--plugins", jar.getParent().toString())).isZero();
    assertThat(printed.out()).contains(jar + "  sha256 " + SHA256);
  }

  @Test
  void refusesAJarThatOthersMayWrite() throws IOException {
    mode(jar, "rw-rw-rw-");
    assertThat(run(PLAYBOOK)).isEqualTo(5);
    assertThat(printed.err())
        .contains("plugin geo.jar: is not loaded, as others could change it; " + jar);
  }

  @Test
  void refusesAFolderThatOthersMayWrite() throws IOException {
    mode(jar.getParent(), "rwxrwxrwx");
    assertThat(run(PLAYBOOK)).isEqualTo(5);
    assertThat(printed.err()).contains("chmod go-w " + jar.getParent());
  }

  @Test
  void refusesAJarOfSomebodyElse() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Files.setAttribute(jar, "unix:uid", 12345);
    assertThat(run(PLAYBOOK)).isEqualTo(5);
    assertThat(printed.err()).contains(jar + " belongs to 12345");
  }

  @Test
  void refusesAJarThatIsNotThePinnedOne() throws IOException {
    Path settings = folder.resolve("flocker.yml");
    Files.writeString(settings, "pins: {geo.jar: \"" + SHA256 + "\"}\n");
    assertThat(run(PLAYBOOK)).isZero();
    Files.writeString(settings, "pins: {geo.jar: \"" + "0".repeat(64) + "\"}\n");
    assertThat(run(PLAYBOOK)).isEqualTo(5);
    assertThat(printed.err()).contains("its SHA-256 is " + SHA256);
    Files.writeString(settings, "pins: {other.jar: \"" + SHA256 + "\"}\n");
    assertThat(run(PLAYBOOK)).isEqualTo(5);
    assertThat(printed.err()).contains("geo.jar: is not among the pins of flocker.yml");
  }

  private static final String SHA256 =
      "fc8bd814a3051a9717431182d5af2a2d654481aac82a028c05c73afa4ca38823";

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
