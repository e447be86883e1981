package dev.flocker.node.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Third parties' jars that cannot be used: each is named, and none left out in silence. */
class JarsTest {

  private static final Map<String, String> GOOD =
      Map.of("Plugin-Id", "theirs", "Plugin-Version", "1.0.0");

  @TempDir Path folder;

  @Test
  void noneIsNoTrouble() {
    assertThat(new Jars(Optional.of(folder)).extensions()).containsOnlyKeys(Jars.OWN);
    assertThat(new Jars(Optional.of(folder.resolve("none"))).extensions())
        .containsOnlyKeys(Jars.OWN);
    assertThat(new Jars(Optional.empty()).extensions()).containsOnlyKeys(Jars.OWN);
  }

  @Test
  void bundlesTheApi() throws IOException {
    jar(GOOD, "dev/flocker/api/Ref.class", "");
    refused(
        "plugin theirs.jar: bundles flocker's api, so that nothing in it would be recognised;"
            + " give the dependency on flocker-api the scope \"provided\"");
  }

  @Test
  void isNoPlugin() throws IOException {
    jar(Map.of(), "README", "");
    refusedFor("plugin theirs.jar: cannot be loaded: ");
  }

  @Test
  void isNoJar() throws IOException {
    Files.writeString(folder.resolve("theirs.jar"), "nonsense");
    refusedFor("plugin theirs.jar: cannot be read: ");
  }

  @Test
  void requiresAnotherApi() throws IOException {
    jar(
        Map.of("Plugin-Id", "theirs", "Plugin-Version", "1.0.0", "Plugin-Requires", ">=9.0.0"),
        "README",
        "");
    refusedFor("plugin theirs: requires version >=9.0.0 of the api, and this is ");
  }

  @Test
  void bringsNothing() throws IOException {
    jar(GOOD, "README", "");
    refusedFor("plugin theirs: brings neither a resource type nor a provider; ");
  }

  @Test
  void namesAnExtensionThatIsNotThere() throws IOException {
    jar(GOOD, "META-INF/extensions.idx", "org.example.Missing\n");
    refusedFor("plugin theirs: ");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> new Jars(Optional.of(folder)).extensions())
        .isInstanceOf(BadPlugin.class)
        .hasMessage(message);
  }

  private void refusedFor(String beginning) {
    assertThatThrownBy(() -> new Jars(Optional.of(folder)).extensions())
        .isInstanceOf(BadPlugin.class)
        .hasMessageStartingWith(beginning);
  }

  private void jar(Map<String, String> named, String entry, String text) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    named.forEach((k, v) -> manifest.getMainAttributes().putValue(k, v));
    try (OutputStream out = Files.newOutputStream(folder.resolve("theirs.jar"));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
