package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryCommandTest extends CommandFixture {

  @BeforeEach
  void groups() throws IOException {
    Files.writeString(
        inventory,
        """
        [web]
        n1 port=22 note='a: "b"'
        n2 ansible_become_password=hunter22
        [all:vars]
        greeting=hello {{ name }}
        """);
  }

  @Test
  void printsYamlAndContactsNobody() {
    assertThat(flocker("inventory", "-i", inventory.toString())).isZero();
    assertThat(printed.out())
        .isEqualTo(
            """
            all:
              children:
                ungrouped: {}
                web:
                  hosts:
                    n1:
                      greeting: "hello {{ name }}"
                      note: "a: \\"b\\""
                      port: 22
                    n2:
                      ansible_become_password: "***"
                      greeting: "hello {{ name }}"
            """);
    assertThat(asked).isEmpty();
  }

  @Test
  void printsJsonAsAnsibleInventoryDoes() {
    assertThat(flocker("inventory", "-i", inventory.toString(), "--output", "json")).isZero();
    assertThat(printed.out())
        .startsWith("{\"_meta\":{\"hostvars\":{\"n1\":{\"greeting\":\"hello {{ name }}\",")
        .contains("\"port\":22}", "\"web\":{\"hosts\":[\"n1\",\"n2\"]}")
        .doesNotContain("hunter22");
  }

  @Test
  void masksPasswordsHoweverTheyAreWritten() throws IOException {
    Files.writeString(
        folder.resolve("secret.yml"),
        """
        all:
          hosts:
            n1:
              ansible_password: !unsafe "hunter22{{x}}"
              ansible_become_pass: {any: [hunter22]}
              ansible_winrm_pass: hunter22
              ansible_ssh_private_key_passphrase: "hunter22"
              ansible_ssh_private_key: hunter22
              ansible_ssh_private_key_file: keys/n1
              ansible_sudo_pass: "hunter22{{ x }}"
              ansible_su_pass: "{{ lookup('pipe', 'echo hunter22') }}"
              ansible_ssh_pass: "{{ x }}"
              flocker_fence: ipmitool -P hunter22 power off
        """);
    for (String form : List.of("yaml", "json")) {
      String file = folder.resolve("secret.yml").toString();
      assertThat(flocker("inventory", "-i", file, "--output", form.replace("yaml", "text")))
          .isZero();
      assertThat(printed.out()).contains("keys/n1", "{{ x }}").doesNotContain("hunter22");
    }
  }

  @Test
  void printsATree() {
    assertThat(flocker("inventory", "-i", inventory.toString(), "--graph")).isZero();
    assertThat(printed.out())
        .isEqualTo("@all:\n  |--@ungrouped:\n  |--@web:\n  |  |--n1\n  |  |--n2\n");
  }

  @Test
  void printsOneHost() {
    assertThat(flocker("inventory", "-i", inventory.toString(), "--host", "n1")).isZero();
    assertThat(printed.out())
        .isEqualTo("greeting: \"hello {{ name }}\"\nnote: \"a: \\\"b\\\"\"\nport: 22\n");
    assertThat(flocker("inventory", "-i", inventory.toString(), "--host", "n3")).isEqualTo(3);
    assertThat(printed.err()).contains("the inventory has no host n3; ");
  }

  @Test
  void saysWhatCouldNotBeRead() throws IOException {
    Files.writeString(inventory, "[web]\nn1 port\n[web:vars]\nx\n");

    assertThat(flocker("inventory", "-i", inventory.toString(), "--graph")).isEqualTo(3);
    assertThat(printed.err()).contains("hosts.ini:2:", "hosts.ini:4:");
    assertThat(printed.out()).contains("@web:");
    assertThat(flocker("inventory", "-i", inventory.toString(), "--graph", "--host", "n1"))
        .isEqualTo(3);
  }
}
