package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a host is reached, as its variables say. */
class HostSettingsTest extends InventoryFiles {

  @Test
  void connectsAsTheVariablesSay() throws IOException {
    Inventory inventory =
        read(
            write(
                "h.yml",
                """
                all:
                  vars:
                    ip: 10.0.0.7
                    ansible_ssh_common_args: -C -o ProxyJump=gate -J "a b" -A
                    ansible_become: yes
                    ansible_become_password: pw
                    ansible_python_interpreter: /x
                    ansible_ssh_pass: pw
                  hosts:
                    n1: {ansible_host: "{{ip}}", ansible_port: 22, flocker_pool: tank}
                    n2: {flocker_address: 10.9.9.9, ansible_connection: local}
                """));
    HostSettings n1 = settings(inventory, "n1");
    Connection c = n1.connection();
    assertThat(c.address()).isEqualTo("10.0.0.7");
    assertThat(c.port()).contains(22);
    assertThat(c.become()).isTrue();
    assertThat(c.becomePassword().orElseThrow().reveal()).isEqualTo("pw");
    assertThat(c.sshArguments()).containsExactly("-o", "ProxyJump=gate", "-J", "a b");
    String file = folder.resolve("h.yml").toString();
    assertThat(n1.ignored())
        .containsExactly(
            file + ":8:23: ansible_ssh_pass: flocker does not honour this variable of Ansible's",
            file + ":4:30: ansible_ssh_common_args: flocker does not honour ssh's -C, -A");
    assertThat(n1.node().address()).isEqualTo("10.0.0.7");
    assertThat(n1.node().variables()).containsEntry("flocker_pool", "tank");
    HostSettings n2 = settings(inventory, "n2");
    assertThat(n2.connection().local()).isTrue();
    assertThat(n2.node().address()).isEqualTo("10.9.9.9");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh",
        "smart",
        "paramiko",
        "paramiko_ssh",
        "local",
        "ansible.builtin.ssh",
        "ansible.builtin.paramiko_ssh",
        "ansible.builtin.local"
      })
  void connectsByWhatAnsibleCallsSshAndLocal(String kind) throws IOException {
    HostSettings n1 = reachedBy(kind);
    assertThat(n1.foreign()).isFalse();
    assertThat(n1.connection().local()).isEqualTo(kind.endsWith("local"));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"winrm", "ansible.builtin.psrp", "ansible.netcommon.network_cli", "docker"})
  void whatIsReachedAsNoNodeIsIsNone(String kind) throws IOException {
    assertThat(reachedBy(kind).foreign()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shh", "community.general.some_ssh", "{{ nothing }}"})
  void whatIsReachedInAWayThatIsNotKnownMayBeANode(String kind) throws IOException {
    HostSettings n1 = reachedBy(kind);
    assertThat(n1.foreign()).isFalse();
    n1.connection();
    assertThat(problems).isNotEmpty();
  }

  private HostSettings reachedBy(String kind) throws IOException {
    Path file = write("hosts.yml", "all: {hosts: {n1: {ansible_connection: \"" + kind + "\"}}}\n");
    return settings(read(file), "n1");
  }

  @Test
  void readsWhatPowersANodeOffAndKeepsItFromTheNode() throws IOException {
    Inventory inventory =
        read(
            write(
                "hosts.yml",
                """
                all:
                  hosts:
                    n1: {bmc: 10.0.0.9, flocker_fence: "ipmitool -H {{bmc}} power off"}
                    n2: {flocker_fence: " "}
                    n3: {flocker_fence: [ipmitool, power]}
                    n4: {}
                """));
    HostSettings n1 = settings(inventory, "n1");
    assertThat(n1.connection().fence()).contains("ipmitool -H 10.0.0.9 power off");
    assertThat(n1.node().variables()).doesNotContainKey("flocker_fence");
    assertThat(settings(inventory, "n4").connection().fence()).isEmpty();
    assertThat(problems).isEmpty();
    settings(inventory, "n2").connection();
    settings(inventory, "n3").connection();
    assertThat(problems)
        .extracting(Problem::what)
        .containsExactly("host n2: flocker_fence", "host n3: flocker_fence");
  }

  @ParameterizedTest
  @CsvSource({"Yes, true", "TRUE, true", "y, true", "On, true", "n, false", "No, false"})
  void becomesAsAnsibleWould(String written, boolean expected) throws IOException {
    Path file = write("hosts.yml", "all: {hosts: {n1: {ansible_become: \"" + written + "\"}}}\n");
    assertThat(settings(read(file), "n1").connection().become()).isEqualTo(expected);
    assertThat(problems).isEmpty();
  }
}
