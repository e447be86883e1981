package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node on which the runtime that flocker brings does not run, and that may have a Java. */
@Timeout(60)
class OpeningTest {

  @TempDir Path folder;

  /** What it says as its C library's version. */
  private String library = "2.31";

  private String java = "-";
  private final List<String> brought = new ArrayList<>();

  @BeforeEach
  void tools() throws IOException {
    Path own = Files.writeString(folder.resolve("java"), "#!/bin/sh\necho '" + Wire.MARKER + "'\n");
    assertThat(own.toFile().setExecutable(true)).isTrue();
  }

  private Opening opening(boolean check) {
    Shell shell =
        new LocalScripts() {
          @Override
          public Running start(String script) throws IOException {
            return local.start("getconf() { echo glibc " + library + "; }; " + script(script));
          }
        };
    SshTarget target =
        SshTarget.of("n1", Map.of("flocker_home", folder.resolve("home").toString()));
    return new Opening(target, shell, this::payload, check);
  }

  /** What is looked for in a real node's folders is told here. */
  private String script(String script) {
    return script.replaceAll("J=-; for j in .*?; done; ", "J=" + java + "; ");
  }

  private Payload payload(String name) {
    brought.add(name);
    try {
      Payload made =
          Ran.payload(folder.resolve("made-" + name), name, "echo '" + Wire.MARKER + "'");
      String machine = name.equals("full") ? Ran.of("uname", "-m").out().strip() : "";
      return new Payload(
          name,
          made.plugins(),
          made.archive(),
          made.bytes(),
          machine,
          machine.isEmpty() ? "" : "2.34");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bringsTheRuntimeWhereItRuns() {
    library = "2.34";
    java = folder.resolve("java").toString();
    opening(false).open().process().close();
    assertThat(folder.resolve("home/payload/full")).isDirectory();
    assertThat(brought).containsExactly("full");
  }

  @Test
  void usesTheNodesOwnJavaWhereItsLibraryIsTooOld() {
    java = folder.resolve("java").toString();
    opening(false).open().process().close();
    assertThat(folder.resolve("home/payload/lean")).isDirectory();
    assertThat(folder.resolve("home/payload/full")).doesNotExist();
  }

  @Test
  void doesSoToLookToo() {
    java = folder.resolve("java").toString();
    opening(true).open().process().close();
    assertThat(folder.resolve("home")).doesNotExist();
    assertThat(brought).containsExactly("full", "lean");
  }

  @Test
  void bringsNothingWhereNeitherRuns() {
    assertThatThrownBy(() -> opening(false).open())
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessageStartingWith(
            "n1: its C library is glibc 2.31, and flocker's runtime, as it was built, needs 2.34;"
                + " install a Java of 21 or later there, or set flocker_java");
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
