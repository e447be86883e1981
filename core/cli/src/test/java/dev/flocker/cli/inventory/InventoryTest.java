package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {

  private static final Controller NOTHING = Controller.of(Map.of());

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Inventory read(Path... files) {
    Inventory inventory =
        Inventories.read(
            List.of(files).stream().map(Path::toString).toList(),
            NOTHING,
            problems::add,
            warnings::add);
    assertThat(problems).isEmpty();
    return inventory;
  }

  private static String variable(Inventory inventory, String host, String name) {
    return inventory
        .host(host)
        .flatMap(h -> h.variables().get(name))
        .map(t -> ((Tree.Scalar) t).text())
        .orElse(null);
  }

  private static final String INI =
      """
      lone
      [web]
      web[01:03] ansible_user=ops   # three
      [db]
      n1:2222 a="x y" flag=True
      n2
      [all:vars]
      v=all
      w="quoted"
      [site:children]
      web
      db
      [site:vars]
      v=site
      [db:vars]
      v=db
      """;

  @Test
  void readsIni() throws IOException {
    Inventory inventory = read(write("hosts", INI));
    assertThat(inventory.groups().get("all"))
        .containsExactly("lone", "web01", "web02", "web03", "n1", "n2");
    assertThat(inventory.groups().get("ungrouped")).containsExactly("lone");
    assertThat(inventory.groups().get("site")).hasSize(5);
    assertThat(variable(inventory, "web02", "ansible_user")).isEqualTo("ops");
    assertThat(variable(inventory, "n1", "ansible_port")).isEqualTo("2222");
    assertThat(variable(inventory, "n1", "a")).isEqualTo("x y");
    assertThat(variable(inventory, "n1", "flag")).isEqualTo("true");
    assertThat(variable(inventory, "n1", "v")).isEqualTo("db");
    assertThat(variable(inventory, "web01", "v")).isEqualTo("site");
    assertThat(variable(inventory, "lone", "v")).isEqualTo("all");
    assertThat(variable(inventory, "lone", "w")).isEqualTo("quoted");
  }

  @Test
  void variablesWinAsInAnsible() throws IOException {
    Path file =
        write(
            "inv/hosts.yml",
            """
            all:
              vars: {a: all, b: all, c: all, d: all, e: all, f: all, g: all}
              children:
                web:
                  vars: {b: group, c: group, d: group, e: group, f: group, g: group}
                  hosts:
                    n1: {e: host, f: host, g: host}
            """);
    write("inv/group_vars/all.yml", "c: gv-all\nd: gv-all\n");
    write("play/group_vars/all/x.yml", "c: play-gv-all\n");
    write("inv/group_vars/web", "d: gv-web\ne: gv-web\n");
    write("inv/host_vars/n1.yml", "f: hv\ng: hv\n");
    write("play/host_vars/n1/main.yaml", "g: play-hv\n");
    Inventory inventory = read(file).beside(folder.resolve("play"));
    assertThat("abcdefg".chars().mapToObj(c -> variable(inventory, "n1", Character.toString(c))))
        .containsExactly("all", "group", "play-gv-all", "gv-web", "host", "hv", "play-hv");
  }

  @Test
  void severalFilesAddUp() throws IOException {
    Path one = write("a.yml", "web: {hosts: {n1: {x: 1}, n2: }}");
    Path two = write("b.ini", "[web]\nn3\n[web:vars]\ny=2\n");
    Inventory inventory = read(one, two);
    assertThat(inventory.groups().get("web")).containsExactly("n1", "n2", "n3");
    assertThat(variable(inventory, "n1", "y")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "all; lone web01 web02 web03 n1 n2",
        "web:n1; web01 web02 web03 n1",
        "web:!web02; web01 web03",
        "site:&db; n1 n2",
        "n2,n1; n1 n2",
        "web*; web01 web02 web03",
        "web[0]; web01",
        "web[1:]; web02 web03",
        "web[-1]; web03",
        "~n[0-9]; n1 n2",
        "!web; lone n1 n2",
        "*; lone web01 web02 web03 n1 n2",
      })
  void patternsSelect(String pattern, String expected) throws IOException {
    assertThat(read(write("hosts", INI)).select(pattern)).containsExactly(expected.split(" "));
  }

  @Test
  void aPatternForNothingNamesTheNearest() throws IOException {
    Inventory inventory = read(write("hosts", INI));
    assertThatThrownBy(() -> inventory.select("web04"))
        .hasMessageStartingWith("the inventory has no host or group \"web04\"; did you mean");
  }

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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-o ControlMaster=auto -4qC; -o ControlMaster=auto; -4 -q -C",
        "-oPort=22 -i '~/my key' -l me -b 10.0.0.1; -o Port=22 -i ~/my key -l me; -b",
        "-qJgate; -J gate; -q",
      })
  void takesSshsArgumentsApart(String line, String honoured, String ignored) {
    SshArguments arguments = SshArguments.parse(line);
    assertThat(String.join(" ", arguments.honoured())).isEqualTo(honoured);
    assertThat(String.join(" ", arguments.ignored())).isEqualTo(ignored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "-o", "-", "-J gate n1", "--", "-Z"})
  void refusesWhatIsNoArgumentOfSshs(String line) {
    assertThatThrownBy(() -> SshArguments.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no option of ssh's; use -o");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.yml; plugin: cloud.vendor.machines; is for a plugin",
        "a.toml; [web.hosts]; is TOML",
        "a.json; {\"_meta\": {\"hostvars\": {}}}; is what an inventory script prints",
        "a; #!/bin/sh; is a program",
      })
  void sendsWhatAnsiblesPluginsReadThroughAnsible(String name, String text, String why)
      throws IOException {
    Path file = write(name, text);
    Inventories.read(List.of(file.toString()), NOTHING, problems::add, warnings::add);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().why()).startsWith(why);
    assertThat(problems.getFirst().remedy())
        .isEqualTo("save it as YAML: ansible-inventory -i " + file + " --list --yaml");
  }

  /** Neither endless work nor a stack that is too deep. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "[a:b]", "{", "[", "(", "{1:", "'a' ", "\\", "a:", "-", "1,"})
  void aLongLineIsNoHarderThanAShortOne(String part) throws IOException {
    Path file =
        write(
            "hosts",
            "n1 a="
                + part.repeat(20_000)
                + "\nn2 b=1\n[all:vars]\nx="
                + part.repeat(20_000)
                + "\n[g]\nn"
                + part.repeat(20_000)
                + ":22\n");
    Inventory inventory =
        Inventories.read(List.of(file.toString()), NOTHING, problems::add, warnings::add);
    assertThat(inventory.host("n2")).isPresent();
  }

  @Test
  void saysWhichOfAnsiblesOwnSettingsDoNotCount() throws IOException {
    Path file =
        write(
            "ansible.cfg",
            """
            [defaults]
            inventory = hosts
            # remote_user = root
            remote_user = ops
            private_key_file: ~/.ssh/ops
            forks = 5
            vault_password_file =
            [privilege_escalation]
            become=True
            """);
    Controller controller = Controller.of(Map.of("ANSIBLE_CONFIG", folder.toString()));
    Path said = write("hosts", "n1 ansible_user=x\nn2 ansible_user=y\n");
    Inventories.read(List.of(said.toString()), controller, problems::add, warnings::add);
    assertThat(warnings)
        .containsExactly(
            file
                + ":5:1: private_key_file, become: flocker does not read ansible.cfg; say it by"
                + " ansible_become, ansible_ssh_private_key_file");
    warnings.clear();
    Inventories.read(List.of(said.toString(), "n3,"), controller, problems::add, warnings::add);
    assertThat(warnings.getFirst()).startsWith(file + ":4:1: remote_user, private_key_file");
  }

  @Test
  void namesOnTheCommandLineMayHavePorts() {
    Inventory inventory =
        Inventories.read(
            List.of("n1:2222,[2001:db8::7]:22,n3"), NOTHING, problems::add, warnings::add);
    assertThat(inventory.groups().get("ungrouped")).containsExactly("n1", "2001:db8::7", "n3");
    assertThat(variable(inventory, "n1", "ansible_port")).isEqualTo("2222");
  }

  private HostSettings settings(Inventory inventory, String host) {
    return new HostSettings(
        inventory.host(host).orElseThrow(),
        new MagicVariables(inventory, folder).renderers(NOTHING),
        problems::add);
  }

  @Test
  void groupsMayBeNestedAsDeepAsOneLikes() throws Exception {
    StringBuilder text = new StringBuilder("[g0]\nn1\n");
    for (int i = 1; i < 3000; i++) {
      text.append("[g%d:children]\ng%d\n[g%d:vars]\nv=%d\n".formatted(i, i - 1, i, i));
    }
    Inventory inventory = read(write("deep.ini", text.toString()));

    assertThat(variable(inventory, "n1", "v")).isEqualTo("1");
  }
}
