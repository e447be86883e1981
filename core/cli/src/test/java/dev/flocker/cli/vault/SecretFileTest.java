package dev.flocker.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With files that {@code ansible-vault} of ansible-core 2.14 wrote. */
class SecretFileTest {

  private static final String PLAIN = "db_password: hunter22\nsettings: {token: \"t0ken-x\"}\n";
  private static final Password SESAME = Password.typed("default", new Secret("open sesame"));
  private static final Password PROD = Password.typed("prod", new Secret("other"));

  private final Vault vault = new Vault(List.of(SESAME, PROD));
  @TempDir Path folder;
  private Path memory;

  @BeforeEach
  void memory() throws IOException {
    memory = Files.createDirectory(folder.resolve("run"));
  }

  private static String recorded(String name) throws Exception {
    return Files.readString(
        Path.of(Objects.requireNonNull(VaultTest.class.getResource("/vault/" + name)).toURI()));
  }

  private Path put(String name, String mode) throws Exception {
    Path file = Files.writeString(folder.resolve(name), recorded(name));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private boolean edit(Path file, String editor) throws IOException {
    return SecretFile.of(file, vault)
        .edit(Map.of("EDITOR", editor, "XDG_RUNTIME_DIR", memory.toString()));
  }

  private List<Path> left(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"v11.yml, open sesame,", "v12.yml, other, prod"})
  void encryptsAsAnsibleDoes(String name, String password, String id) throws Exception {
    String text = recorded(name);
    String body = text.substring(text.indexOf('\n')).replace("\n", "");
    String parts = new String(HexFormat.of().parseHex(body), StandardCharsets.US_ASCII);
    byte[] salt = HexFormat.of().parseHex(parts.substring(0, parts.indexOf('\n')));

    assertThat(Envelope.seal(PLAIN, password, Optional.ofNullable(id), salt)).isEqualTo(text);
  }

  @Test
  void writesBackWhatWasChangedWithTheSamePasswordAndMode() throws Exception {
    Path file = put("v12.yml", "rw-r-----");

    assertThat(edit(file, "echo 'new: one' >>")).isTrue();
    String text = Files.readString(file);
    assertThat(text).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(new Vault(List.of(PROD)).open(text)).isEqualTo(PLAIN + "new: one\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(left(memory)).isEmpty();
    assertThat(left(folder)).hasSize(2);
  }

  @Test
  void leavesAFileAsItIsUnlessItIsChanged() throws Exception {
    Path file = put("v11.yml", "rw-------");
    String before = Files.readString(file);

    assertThat(edit(file, "true")).isFalse();
    assertThatThrownBy(() -> edit(file, "f() { echo lost >\"$1\"; return 3; }; f"))
        .hasMessageContaining("ended with 3; nothing changed");
    assertThatThrownBy(() -> edit(file, "rm")).isInstanceOf(IOException.class);
    assertThat(file).hasContent(before);
    assertThat(left(memory)).isEmpty();
  }

  @Test
  void nobodyElseCanReadWhatTheEditorSees() throws Exception {
    Path file = put("v11.yml", "rw-r--r--");
    Path seen = folder.resolve("seen");

    edit(file, "f() { stat -c %a \"$1\" \"$(dirname \"$1\")\" >" + seen + "; touch \"$1~\"; }; f");
    assertThat(seen).hasContent("600\n700\n");
    assertThat(left(memory)).isEmpty();
  }

  @Test
  void makesAFileThatIsNotThere() throws Exception {
    Path file = folder.resolve("new.yml");

    assertThat(edit(file, "true")).isFalse();
    assertThat(file).doesNotExist();
    assertThat(edit(file, "echo 'a: b' >")).isTrue();
    assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(vault.open(Files.readString(file))).isEqualTo("a: b\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void losesNothingThatWasWritten() throws Exception {
    Path file = put("v11.yml", "rw-------");
    String other = vault.seal("by: another\n", Optional.empty());
    Path theirs = Files.writeString(folder.resolve("theirs"), other);

    assertThatThrownBy(
            () -> edit(file, "f() { cp " + theirs + " " + file + "; echo a >\"$1\"; }; f"))
        .hasMessageContaining("it was changed meanwhile")
        .hasMessageContaining("what you wrote is in " + memory);
    assertThat(file).hasContent(other.strip());
    Path left = left(left(memory).getFirst()).getFirst();
    assertThat(left).hasContent("a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
        .isEqualTo("rw-------");

    assertThatThrownBy(() -> edit(file, "printf '\\377' >"))
        .hasMessageContaining("it is not UTF-8 text; what you wrote is in ");
    assertThat(left(memory)).hasSize(2);
  }

  @Test
  void takesNeitherAFolderNorALinkToNothingForANewFile() throws Exception {
    assertThatThrownBy(() -> SecretFile.of(Path.of("/"), vault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name a file");
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), folder.resolve("none"));
    assertThatThrownBy(() -> SecretFile.of(link, vault)).hasMessageContaining("which is not there");
  }

  @Test
  void saysBeforeTheEditorWhatCouldNotBeWrittenBack() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain.yml"), "a: b\n");
    Path file = put("v11.yml", "rw-------");

    assertThatThrownBy(() -> SecretFile.of(plain, vault))
        .hasMessageContaining("is not encrypted; edit it as it is");
    assertThatThrownBy(() -> SecretFile.of(file, Vault.NONE))
        .hasMessageContaining("no password was given");
    assertThatThrownBy(() -> SecretFile.of(folder.resolve("new.yml"), Vault.NONE))
        .hasMessageContaining("there is no password to encrypt it with; give one");
    assertThatThrownBy(() -> SecretFile.of(folder.resolve("none/new.yml"), vault))
        .hasMessageContaining("is no folder that can be written to");
  }
}
