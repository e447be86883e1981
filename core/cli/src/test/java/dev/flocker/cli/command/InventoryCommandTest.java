package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
