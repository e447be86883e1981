package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.sample.PluginJar;
import dev.flocker.sample.SamplePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource type that flocker does not know: its jar in the plugins folder, and nothing else. */
class OutsideLabTest extends FreshNodes {

  private static final String JAR = "flocker-file-1.0.0.jar";

  @TempDir Path playground;
  private Path plugins;

  @BeforeAll
  static void nodesAsTheyCameFromDebian() {
    lab.bare();
  }

  @BeforeEach
  void pluginsFolder() throws IOException {
    plugins = Files.createDirectory(playground.resolve("plugins"));
  }

  private Path playbook(String project, String... resources) {
    String text = "- project: " + project + "\n  hosts: all\n  resources:\n";
    return Shop.write(playground.resolve("site.yml"), text + String.join("", resources));
  }

  private static String file(String path, String content) {
    return "    - file: {path: %s, content: %s, on: [n1, n2]}\n".formatted(path, content);
  }

  @Test
  void isPlannedAppliedAndRemovedLikeOurs() throws IOException {
    Path jar = SamplePlugin.asWritten().into(plugins.resolve(JAR));
    Shell.Outcome listed =
        Shell.run(List.of("./flocker", "plugin", "ls", "--plugins", plugins.toString()));
    assertThat(listed.exits(0).out())
        .contains("file         provided by posix        from flocker-file 1.0.0  " + jar);

    Path first =
        playbook("notes", file("/etc/motd.d/one", "hello"), file("/etc/motd.d/two", "there"));
    List<String> never = Footprint.take(lab);
    assertThat(flocker.run(first, "--check", "--diff")).isEqualTo(2);
    Footprint.isStill(never, lab);

    assertThat(flocker.run(first)).isEqualTo(2);
    assertThat(lab.on("n1", "cat /etc/motd.d/one")).isEqualTo("hello");
    assertThat(lab.on("n2", "cat /etc/motd.d/two")).isEqualTo("there");
    assertThat(lab.on("n3", "ls /etc/motd.d 2>/dev/null || true")).isEmpty();
    assertThat(lab.on("n1", "ls /var/lib/flocker/payload/*/plugins")).contains(JAR);
    assertThat(flocker.run(first)).isZero();

    Path changed =
        playbook("notes", file("/etc/motd.d/one", "goodbye"), file("/etc/motd.d/two", "there"));
    assertThat(flocker.command("run", "--check", "--diff", changed.toString()).exits(0).out())
        .contains("~ file /etc/motd.d/one")
        .contains("hello")
        .contains("goodbye");
    assertThat(flocker.run(changed)).isEqualTo(1);
    assertThat(lab.on("n2", "cat /etc/motd.d/one")).isEqualTo("goodbye");

    Path fewer = playbook("notes", file("/etc/motd.d/two", "there"));
    assertThat(flocker.run(fewer)).isEqualTo(1);
    assertThat(lab.on("n1", "ls /etc/motd.d")).isEqualTo("two");
    assertThat(flocker.run(fewer)).isZero();
  }

  @Test
  void isBlamedByNameForWhatItThrowsOnANode() throws IOException {
    PluginJar thrower =
        SamplePlugin.asWritten()
            .saying(
                "throw new IllegalStateException(want.path().text());",
                "host.write(Path.of(path), want.content().orElse(\"\"), 0644);");
    thrower.into(plugins.resolve(JAR));
    Shell.Outcome run =
        flocker.command("run", playbook("moon", file("/tmp/full", "moon")).toString());
    assertThat(run.exits(5).err())
        .contains("n1")
        .contains("plugin flocker-file 1.0.0")
        .contains("java.lang.IllegalStateException: /tmp/full")
        .contains("report this to the plugin's author");
    assertThat(lab.on("n1", "ls /tmp/full 2>/dev/null || true")).isEmpty();
  }

  @Test
  void isRefusedBeforeANodeIsContacted() throws IOException {
    Files.writeString(plugins.resolve(JAR), "not a jar");
    Path nowhere = Shop.write(playground.resolve("hosts.ini"), "n1 ansible_host=192.0.2.1\n");
    Path playbook = playbook("moon", file("/tmp/full", "moon"));
    Shell.Outcome run =
        Shell.run(List.of("./flocker", "run", "-i", nowhere.toString(), playbook.toString()));
    assertThat(run.exits(5).err())
        .isEqualTo(
            "flocker: plugin "
                + JAR
                + ": cannot be read: zip END header not found; build it again\n");
  }
}
