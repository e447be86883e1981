package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Playbooks and inventories with parts that Ansible Vault encrypted. */
class VaultCommandTest extends CommandFixture {

  private static final String USES =
      PLAYBOOK + "    - app: {name: hunter22x, on: n1, when: '{{eq db_password \"hunter22\"}}'}\n";

  private Path password;

  @BeforeEach
  void password() throws IOException {
    password = Files.writeString(folder.resolve("pw"), "open sesame\n");
  }

  private void put(String recorded, String name) throws Exception {
    Path to = folder.resolve(name);
    Files.createDirectories(to.getParent());
    Files.copy(
        Path.of(
            Objects.requireNonNull(VaultCommandTest.class.getResource("/vault/" + recorded))
                .toURI()),
        to);
  }

  @Test
  void anEncryptedFileOfVariablesIsReadAndItsValuesAreSecret() throws Exception {
    put("v11.yml", "group_vars/all/vault.yml");

    assertThat(run(USES, "--check", "--diff", "--vault-password-file", password.toString()))
        .isZero();
    assertThat(printed.out()).contains("app ***x").doesNotContain("hunter22");
  }

  @Test
  void withoutThePasswordItIsAProblem() throws Exception {
    put("v11.yml", "group_vars/all/vault.yml");

    assertThat(run(USES)).isEqualTo(3);
    assertThat(printed.err())
        .contains(
            "group_vars/all/vault.yml: variables: ",
            "it is encrypted by Ansible Vault, and no password was given; give one:"
                + " --vault-password-file FILE, or --ask-vault-pass");
    assertThat(asked).isEmpty();
  }

  @Test
  void anEncryptedValueMattersOnlyWhereItIsUsed() throws Exception {
    put("s12.yml", "group_vars/all.yml");

    assertThat(run(PLAYBOOK)).isZero();
    assertThat(run(USES)).isEqualTo(3);
    assertThat(printed.err())
        .contains("group_vars/all.yml:1:14: vault: it is encrypted by Ansible Vault with the");
    assertThat(run(USES, "--vault-password-file", password.toString())).isEqualTo(3);
    assertThat(printed.err()).contains(password + " does not open it; give the right one");
  }

  @Test
  void anEncryptedValueIsOpenedAndHidden() throws Exception {
    put("s12.yml", "group_vars/all.yml");
    Path other = Files.writeString(folder.resolve("other"), "other\n");

    assertThat(run(USES, "--diff", "--vault-id", "prod@" + other)).isZero();
    assertThat(printed.out()).contains("app ***x").doesNotContain("hunter22");
  }

  @Test
  void varsFilesAndExtraVarsMayBeEncrypted() throws Exception {
    put("v11.yml", "v.yml");
    String playbook = USES.replace("hosts: all", "hosts: all\n  vars_files: [v.yml]");

    assertThat(run(playbook, "--vault-password-file", password.toString())).isZero();
    assertThat(run(playbook)).isEqualTo(3);
    assertThat(printed.err()).contains("site.yml:4:16: variables: ", "v.yml: it is encrypted by");
    assertThat(run(USES, "-e@" + folder.resolve("v.yml"), "--vault-pass-file", password.toString()))
        .isZero();
  }

  @Test
  void aWholeInventoryMayBeEncrypted() throws Exception {
    put("v11.yml", "whole.yml");

    assertThat(flocker("inventory", "-i", folder.resolve("whole.yml").toString())).isEqualTo(3);
    assertThat(printed.err()).contains("whole.yml: inventory: ", "is encrypted by Ansible Vault");
    assertThat(
            flocker(
                "inventory",
                "-i",
                folder.resolve("whole.yml").toString(),
                "--vault-password-file",
                password.toString()))
        .isZero();
    assertThat(printed.err()).contains("whole.yml:1:1: \"db_password\" is no group");
  }

  /** Its user is encrypted, and a word that messages hold anyway. */
  @Test
  void aCommonWordIsNotMasked() throws Exception {
    put("user.yml", "group_vars/all.yml");
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "root may not log in", "let it in"));

    flocker(
        "volume", "ls", "-i", inventory.toString(), "--vault-password-file", password.toString());
    assertThat(printed.err()).contains("root may not log in");
  }

  @Test
  void askingNeedsATerminal() throws Exception {
    assertThat(run(PLAYBOOK, "--ask-vault-pass")).isEqualTo(3);
    assertThat(printed.err())
        .contains("--ask-vault-pass needs a terminal to ask on; give --vault-password-file");
  }

  @Test
  void whatAProgramSaysIsSecretIfTheOperatorLetItRun() throws Exception {
    Path program = Files.writeString(folder.resolve("keeper"), "#!/bin/sh\necho hunter22\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder.resolve("group_vars"));
    Files.writeString(
        folder.resolve("group_vars/all.yml"), "db_password: '{{pipe \"" + program + "\"}}'\n");

    assertThat(run(USES, "--check")).isEqualTo(3);
    assertThat(printed.err()).contains("a template may not run " + program);
    Files.writeString(folder.resolve("flocker.yml"), "allow-pipe: [" + program + "]\n");
    assertThat(run(USES, "--check", "--diff")).as(printed.err()).isZero();
    assertThat(printed.out()).contains("app ***x").doesNotContain("hunter22");
  }
}
