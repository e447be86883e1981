package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.HostRenderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagicVariablesTest {

  private static final String INVENTORY =
      """
      all:
        vars:
          domain: example.org
          name: Web-01.example.org
          bastions: [gate1, gate2]
          base_port: 2200
          empty: ""
          flag: true
          none_: null
          zero: 0
          down: no
          up: Yes
          word: "no"
          nested: {a: {b: c}}
          spaced: "  x "
        children:
          web:
            hosts:
              n1.example.org:
                ansible_host: "{{ mgmt_ip | default('10.78.0.11') }}"
                ansible_port: "{{ hostvars.n2.port + 1 }}"
          db:
            hosts:
              n2:
                mgmt_ip: 10.78.0.12
                ansible_host: "{{ mgmt_ip | default('10.78.0.11') }}"
                ansible_ssh_private_key_file: "{{ inventory_dir }}/keys/{{ group_names[0] }}"
                ansible_become_password: "{{ lookup('env', 'SUDO_PW') }}"
                ansible_ssh_common_args: -J {{ hostvars[groups['web'][0]].ansible_host }}
                port: 21
                me: "{{ hostvars['n3'].you }}"
              n3: {you: "{{ hostvars['n2'].me }}"}
      """;

  private final List<Problem> problems = new ArrayList<>();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inventory() throws IOException {
    Files.writeString(folder.resolve("plain"), "line\n\n");
    file = Files.writeString(folder.resolve("hosts.yml"), INVENTORY);
  }

  private Inventory read() {
    Controller nothing = Controller.of(Map.of());
    return Inventories.read(List.of(file.toString()), nothing, problems::add, w -> {});
  }

  private HostRenderers renderers(Inventory inventory) {
    Controller controller =
        Controller.of(Map.of("FLOCKER_TEST", "me", "SUDO_PW", "hunter22", "HOME", "/root"));
    return new MagicVariables(inventory, folder).renderers(controller);
  }

  private HostSettings settings(String host) {
    Inventory inventory = read();
    Inventory.Host one = inventory.host(host).orElseThrow();
    return new HostSettings(one, renderers(inventory), problems::add);
  }

  @Test
  void connectsByTemplatesOfAnsibles() {
    Connection n1 = settings("n1.example.org").connection();
    assertThat(n1.address()).isEqualTo("10.78.0.11");
    assertThat(n1.port()).contains(22);
    Connection n2 = settings("n2").connection();
    assertThat(n2.address()).isEqualTo("10.78.0.12");
    assertThat(n2.privateKeyFile()).contains(folder + "/keys/db");
    assertThat(n2.becomePassword().orElseThrow().reveal()).isEqualTo("hunter22");
    assertThat(n2.sshArguments()).containsExactly("-J", "10.78.0.11");
    assertThat(problems).isEmpty();
  }

  /** Recorded from ansible-core 2.14, but for the values of true, which flocker writes small. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ mgmt_ip | default('10.78.0.11') }}; 10.78.0.12",
        "{{ nothing | default('a' ~ '-' ~ domain) }}; a-example.org",
        "{{ nothing.at.all | d('deep') }}; deep",
        "{{ empty | default('x', true) }}/{{ empty | default('x') }}; x/",
        "{{ inventory_hostname_short }}.{{ domain }}; n2.example.org",
        "{{ hostvars['n1.example.org']['ansible_host'] }}; 10.78.0.11",
        "{{ hostvars[groups['all'][0]].ansible_host }}; 10.78.0.11",
        "{{ bastions[0] if flag else bastions[-1] }}; gate1",
        "{{ 'a' if nothing is defined else 'b' }}; b",
        "{{ name.split('.')[0] | lower }}; web-01",
        "{{ name | upper | replace('-', '_') }}; WEB_01.EXAMPLE.ORG",
        "{{ base_port + 1 }}; 2201",
        "{{ bastions | join(',') }} {{ bastions | first }} {{ bastions | last }}"
            + " {{ bastions | length }}; gate1,gate2 gate1 gate2 2",
        "{{ '/a/b/c.txt' | basename }} {{ '/a/b/c.txt' | dirname }}; c.txt /a/b",
        "{{ lookup('env', 'FLOCKER_TEST') }}|{{ lookup('env', 'NONE') | default('none', true) }};"
            + " me|none",
        "{{ lookup('ansible.builtin.env', 'NONE', default='x') }}; x",
        "{{ lookup('file', 'plain') }}; line",
        "{{ 'n2' in groups['all'] and not ('x' in bastions) }}; true",
        "{{ nested['a'].b }} {{ spaced | trim }} {{- ' tight' }}; c x tight",
        "{{ (nothing | default(name)) == name }}; true",
        "{{ 'root' if nothing | default(false) else 'deploy' }}; deploy",
        "{{ 'a' if nothing | default(none) is none else 'b' }}; a",
        "{{ (nothing | default(bastions))[1] }}; gate2",
        "{{ 'a' if none_ or zero or down else 'b' }}{{ 'a' if up and word and 'no' else 'b' }}; ba",
        "{{ up == true and down == false and word != false }} {{ zero == 0 }}; true true",
        "{{ zero | default('x', true) }}{{ down | d('y', true) }}; xy",
        "<{{ [none, name] | first }}> {{ ['a', none] | join(',') }}; <> a,None",
        "a }} b {{ 'c }} d' ~ '' }}; a }} b c }} d",
        "{{ '22' | int + 1 }} {{ base_port ~ 1 }} {# no #}x; 23 22001 x",
        "{{ name if name is not none }}; Web-01.example.org",
        "{{ bastions.1 | upper }}{{ '}}' ~ \"it's\" }}; GATE2}}it's",
        "{{ groups['db'] | join('+') }} {{ 'x' not in bastions }}; n2+n3 true",
        "{{ playbook_dir }}{{ inventory_file | basename }}; FOLDERhosts.yml",
        "{{hostvars.n2.port}} {{hostvars.[n1.example.org].ansible_host}}; 21 10.78.0.11",
        "{{#each groups.db}}{{this}} {{/each}}{{inventory_hostname}}; n2 n3 n2",
      })
  void rendersAsAnsible(String template, String expected) throws IOException {
    assertThat(rendered(template)).isEqualTo(expected.replace("FOLDER", folder.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ nothing ~ 'x' }}; there is no variable \"nothing\"",
        "{{ nothing.deep | upper }}; there is no variable \"nothing.deep\"",
        "{{ nothing | default(omit) }}; there is no variable \"omit\"",
        "{{ [name, nothing] | join(',') }}; there is no variable \"nothing\"",
        "{{ name | replace('e', nothing) }}; there is no variable \"nothing\"",
        "{{ 'a' if 'x' in nothing else 'b' }}; there is no variable \"nothing\"",
        "{{ nothing not in bastions }}; there is no variable \"nothing\"",
        "{{ lookup('env', 'NONE', default=nothing) }}; there is no variable \"nothing\"",
        "{{ hostvars['n9'].x }}; there is no variable \"n9.x\"",
        "{{ name | ipaddr }}; the filter \"ipaddr\" is not known here",
        "{{ name is match('x') }}; the test \"match\" is not known here",
        "{{ lookup('pipe', 'id') }}; the lookup \"pipe\" is not known here",
        "{{ lookup('file', 'none') }}; none does not exist",
        "{% if x %}y{% endif %}; is a statement of Jinja's",
        "{{ bastions | d('x') }}; it is a list or a mapping",
        "{{ (name | upper }}; stands where \")\" should",
        "{{ name | upper ! }}; is no expression that is read here",
        "{{ name | upper ] }}; \"]\" is not expected here",
        "{{ me ~ '' }}; is made of itself",
      })
  void saysWhatItCannotRender(String template, String why) throws IOException {
    assertThat(rendered(template)).isNull();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().why()).contains(why);
    assertThat(problems.getFirst().place().toString()).contains("hosts.yml:");
    assertThat(problems.getFirst().remedy()).isNotBlank();
  }

  @Test
  void manyBracketsAreNoEndlessWork() throws IOException {
    assertThat(rendered("{{ " + "(".repeat(50_000) + " | d('x') }}")).isNull();
    assertThat(problems.getFirst().why()).contains("nests brackets too deep");
  }

  /** A variable of n2, so that its template may be Jinja's. */
  private String rendered(String template) throws IOException {
    Path variables = folder.resolve("host_vars/n2/of-hosts.yml");
    Files.createDirectories(variables.getParent());
    Files.writeString(variables, "it: '" + template.replace("'", "''") + "'\n");
    Inventory inventory = read();
    assertThat(problems).isEmpty();
    Tree it =
        renderers(inventory)
            .of("n2")
            .render(
                inventory.host("n2").orElseThrow().variables().get("it").orElseThrow(),
                problems::add);
    return it == null ? null : Objects.requireNonNull(((Tree.Scalar) it).text());
  }
}
