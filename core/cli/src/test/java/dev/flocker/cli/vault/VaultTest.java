package dev.flocker.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With texts that {@code ansible-vault} of ansible-core 2.14 wrote. */
class VaultTest {

  private static final Password PLAIN = Password.typed("default", new Secret("open sesame"));
  private static final Password PROD = Password.typed("prod", new Secret("other"));

  @TempDir Path folder;

  private static String recorded(String name) throws Exception {
    return Files.readString(
        Path.of(Objects.requireNonNull(VaultTest.class.getResource("/vault/" + name)).toURI()));
  }

  /** The text below the tag of the one variable in a file. */
  private static String value(String name) throws Exception {
    Tree.Mapping all =
        (Tree.Mapping) Objects.requireNonNull(YamlReader.parse(recorded(name), name, p -> {}));
    return Trees.text((Tree.Mapping) all.entries().getFirst().value(), YamlReader.VAULT);
  }

  @Test
  void opensBothFormats() throws Exception {
    String plain = "db_password: hunter22\nsettings: {token: \"t0ken-x\"}\n";
    Vault vault = new Vault(List.of(PLAIN, PROD));

    assertThat(vault.open(recorded("v11.yml"))).isEqualTo(plain);
    assertThat(vault.open(recorded("v12.yml"))).isEqualTo(plain);
    assertThat(vault.open(value("s.yml"))).isEqualTo("pässwörd {{x}}");
    assertThat(vault.open(value("s12.yml"))).isEqualTo("hunter22");
  }

  @Test
  void takesThePasswordOfTheIdFirstAndAskesNoOther() throws Exception {
    Password never = Password.in(folder.resolve("missing"), "dev");

    assertThat(new Vault(List.of(never, PROD)).open(value("s12.yml"))).isEqualTo("hunter22");
    assertThat(
            new Vault(List.of(PLAIN, Password.typed("dev", new Secret("other"))))
                .open(value("s12.yml")))
        .isEqualTo("hunter22");
  }

  @Test
  void saysWhatDoesNotOpenIt() throws Exception {
    String text = recorded("v12.yml");

    assertThatThrownBy(() -> Vault.NONE.open(text))
        .hasMessage(
            "it is encrypted by Ansible Vault with the password prod, and no password was given;"
                + " give one: --vault-password-file FILE, or --ask-vault-pass");
    assertThatThrownBy(() -> new Vault(List.of(PLAIN)).open(text))
        .hasMessageContaining(
            "and the password from the terminal does not open it; give the right");
    assertThatThrownBy(() -> new Vault(List.of(PLAIN, PLAIN)).open(text))
        .hasMessageContaining(
            "none of the passwords from the terminal, the terminal opens it; give");
  }

  @ParameterizedTest
  @CsvSource({
    "$ANSIBLE_VAULT;1.1;AES256\\n3132, no longer whole",
    "$ANSIBLE_VAULT;1.1;AES256\\nzz, no longer whole",
    "$ANSIBLE_VAULT;1.1;AES256, no longer whole",
    "$ANSIBLE_VAULT;1.0;AES\\n3132, a form that is not read here",
    "$ANSIBLE_VAULT, a form that is not read here",
  })
  void saysWhatIsNoVault(String text, String why) {
    assertThatThrownBy(() -> new Vault(List.of(PLAIN)).open(text.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  /** One digit of it was changed. */
  @Test
  void doesNotOpenWhatWasTamperedWith() throws Exception {
    String text = recorded("v11.yml").strip();
    char last = text.charAt(text.length() - 1);
    String other = text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');

    assertThatThrownBy(() -> new Vault(List.of(PLAIN)).open(other))
        .hasMessageContaining("does not open it");
  }

  @Test
  void readsAPasswordOfAFileOrAProgram() throws Exception {
    Path file = Files.writeString(folder.resolve("pw"), "  open sesame \n");
    Path program = program("pass.sh", "echo open sesame; echo asked >>" + folder + "/log");

    assertThat(Password.in(file, "default").text()).isEqualTo("open sesame");
    Password password = Password.in(program, "default");
    assertThat(folder.resolve("log")).doesNotExist();
    assertThat(password.text()).isEqualTo(password.text()).isEqualTo("open sesame");
    assertThat(folder.resolve("log")).hasContent("asked");
  }

  @Test
  void tellsAClientTheId() throws Exception {
    assertThat(Password.in(program("keys-client.sh", "echo \"$1 $2\""), "prod").text())
        .isEqualTo("--vault-id prod");
    assertThat(Password.in(program("keys.sh", "echo \"[$1]\""), "prod").text()).isEqualTo("[]");
  }

  @Test
  void saysWhyThereIsNoPassword() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    Path failing = program("failing", "exit 3");
    Path broken = program("broken", "");
    Files.writeString(broken, "#!/no/such/shell\n");

    assertThatThrownBy(() -> Password.in(folder.resolve("none"), "x").text())
        .hasMessageContaining("is not there; correct --vault-password-file");
    assertThatThrownBy(() -> Password.in(empty, "x").text()).hasMessageContaining("is empty; give");
    assertThatThrownBy(() -> Password.in(failing, "x").text())
        .hasMessageContaining("ended with 3; make it print the password");
    assertThatThrownBy(() -> Password.in(broken, "x").text())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read from");
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
