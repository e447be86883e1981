package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.template.Controller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts, groups and variables an inventory has, whatever it is written in. */
class InventoryTest extends InventoryFiles {

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
