package dev.flocker.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over "ssh" a shell of this machine stands for that of the other one. */
class StoreTest {

  enum Kind {
    FOLDER,
    SSH
  }

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("a place's \"$HOME\"");
  }

  private Store store(Kind kind) {
    return kind == Kind.FOLDER
        ? new FolderStore("x", folder())
        : new SshStore("ssh://x/y", List.of("sh", "-c"), folder().toString());
  }

  private static void write(Store store, String path, String text) throws IOException {
    store.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String read(Store store, String path) throws IOException {
    try (InputStream in = store.read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAFileWholeOrNotAtAll(Kind kind) throws IOException {
    Store store = store(kind);
    assertThat(store.files()).isEmpty();
    store.require();
    write(store, "shop/pg/1.full", "one");
    write(store, "shop/pg/1.full", "two");
    for (RuntimeException why :
        List.of(new IllegalStateException(), new NodeTrouble.Cancelled("n1"))) {
      assertThatThrownBy(
              () ->
                  store.write(
                      "shop/pg/2.full",
                      out -> {
                        out.write(new byte[1 << 20]);
                        throw why;
                      }))
          .isSameAs(why);
    }

    assertThat(store.files()).containsExactly("shop/pg/1.full");
    assertThat(read(store, "shop/pg/1.full")).isEqualTo("two");
    write(store, "shop/pg/2.full", "whole");
    assertThat(store.files()).containsExactly("shop/pg/1.full", "shop/pg/2.full");
    assertThat(Files.getPosixFilePermissions(folder().resolve("shop/pg/2.full"))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void listsBackupsAlsoWhereALinkLeads(Kind kind) throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createSymbolicLink(folder(), real);
    Files.createDirectories(real.resolve("lost+found/deep/er/still"));
    Files.writeString(real.resolve("lost+found/1"), "");
    Files.writeString(real.resolve("lost+found/deep/er/2"), "");
    Files.createDirectories(real.resolve("shop/pg"));
    Files.createSymbolicLink(real.resolve("shop/pg/link"), real.resolve("lost+found/1"));
    Store store = store(kind);
    write(store, "shop/pg/1.full", "one");

    assertThat(store.files()).containsExactly("shop/pg/1.full");
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeLookedIntoIsNotTakenForEmpty(Kind kind) throws IOException {
    Store store = store(kind);
    Files.createSymbolicLink(folder(), folder());
    assertThatThrownBy(store::files)
        .as("a link that leads nowhere")
        .isInstanceOf(IOException.class);
    Files.delete(folder());

    write(store, "shop/pg/1.full", "one");
    Path project = Files.createSymbolicLink(folder().resolve("other"), Path.of("gone"));
    assertThatThrownBy(store::files).hasMessageContaining("other");
    Files.delete(project);
    Files.createSymbolicLink(folder().resolve("shop/wal"), Path.of("gone"));
    assertThatThrownBy(store::files).hasMessageContaining("shop/wal");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFolderIsNotTakenForEmpty(Kind kind) throws IOException {
    Store store = store(kind);
    Files.writeString(folder(), "in the way");
    assertThatThrownBy(store::files).isInstanceOf(IOException.class);
    Store below =
        kind == Kind.FOLDER
            ? new FolderStore("x", folder().resolve("b"))
            : new SshStore("x", List.of("sh", "-c"), folder().resolve("b").toString());
    assertThatThrownBy(below::files).isInstanceOf(IOException.class);
  }

  /** As somebody else than root, who may read everything. */
  @ParameterizedTest
  @ValueSource(strings = {"", "shop", "shop/pg", "..", "r--"})
  void aFolderThatMayNotBeReadIsSaid(String shut) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(SETPRIV));
    Path root = folder();
    FolderStore own = new FolderStore("x", root);
    write(own, "shop/pg/1.full", "one");
    open(root, "rwxr-xr-x");
    List<String> nobody =
        List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c");
    Store store = new SshStore("ssh://x/y", nobody, root.toString());
    assertThat(store.files()).containsExactly("shop/pg/1.full");

    boolean listable = shut.equals("r--");
    Path closed = root.resolve(listable ? "shop" : shut).normalize();
    Files.setPosixFilePermissions(
        closed, PosixFilePermissions.fromString(listable ? "rwxr--r--" : "rwx------"));

    assertThatThrownBy(store::files)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be looked into");
  }

  private void open(Path root, String mode) throws IOException {
    for (Path p : List.of(temporary, root, root.resolve("shop"), root.resolve("shop/pg"))) {
      Files.setPosixFilePermissions(p, PosixFilePermissions.fromString(mode));
    }
  }

  @Test
  void whatResticSaysIsAListOrNothing() throws IOException {
    assertThat(ResticStore.paths("null")).isEmpty();
    assertThat(ResticStore.paths("[{\"paths\": [\"/flocker/shop/pg/1.full\"]}]"))
        .containsExactly("shop/pg/1.full");
    assertThatThrownBy(() -> ResticStore.paths("{\"message_type\": \"exit_error\"}"))
        .hasMessageContaining("what restic says is not understood");
  }

  @Test
  void tellsNobodyThePasswordInAPlace() {
    Store store = Stores.of("restic:rest:https://me:s3cr@t@nas:8000/b");
    assertThat(store.name()).isEqualTo("restic:rest:https://me:***@nas:8000/b");
    assertThat(store).extracting("repository").isEqualTo("rest:https://me:s3cr@t@nas:8000/b");
    for (String wrong : List.of("sftp://me:s3cr@t@nas/b", "ssh://me:s3cr@t@nas/b")) {
      assertThatThrownBy(() -> Stores.of(wrong))
          .hasMessageContaining("://me:***@nas/b")
          .hasMessageNotContaining("s3cr");
    }
    for (String plain : List.of("ssh://me@nas:22/b:c@d", "restic:s3:https://s3.example.com/b")) {
      assertThat(Stores.of(plain).name()).isEqualTo(plain);
    }
  }

  @Test
  void aListingThatIsCutIsNone() {
    assertThatThrownBy(
            () ->
                ProgramOutput.run(
                    List.of("head", "-c", Integer.toString(25 << 20), "/dev/zero"), out -> {}))
        .hasMessageContaining("head prints more than is read");
  }

  @ParameterizedTest
  @CsvSource({
    "me@nas:/srv/b, ssh://me@nas/srv/b",
    "nas.example.com:/srv, ssh://nas.example.com/srv",
    "n:b, ssh://n/~/b",
    "s3://bucket/x, ssh://USER@HOST/PATH",
  })
  void takesNoHostForAFolder(String text, String meant) {
    assertThatThrownBy(() -> Stores.of(text))
        .hasMessageContaining("(./" + text + ", if it is one), " + meant + " or restic:");
    assertThat(Stores.of("./" + text)).isInstanceOf(FolderStore.class);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyNot(Kind kind) throws IOException {
    Store store = store(kind);
    Files.writeString(folder(), "in the way");

    assertThatThrownBy(store::require).isInstanceOf(NodeTrouble.StepFailed.class);
    assertThatThrownBy(() -> write(store, "shop/pg/1.full", "one")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(store, "shop/pg/1.full")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://nas/srv",
        "ssh://me@nas:22/srv/b",
        "ssh://[::1]/srv",
        "ssh://nas/~/b",
      })
  void takesHostsAsSshHasThem(String text) {
    SshStore store = SshStore.parse(text);
    int end = store.login().indexOf("--");
    assertThat(store.login().subList(end + 1, store.login().size())).hasSize(1);
    assertThat(store.folder()).matches("(/srv(/b)?|\\./b)");
    if (text.contains("@")) {
      assertThat(store.login()).contains("-l", "me", "-p", "22");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://nas", "ssh://-oX/y", "ssh://a b/c", "ssh://me@/x", "ssh:///x"})
  void takesNothingElseForAHost(String text) {
    assertThatThrownBy(() -> SshStore.parse(text))
        .hasMessageContaining("; write ssh://USER@HOST/PATH");
  }
}
