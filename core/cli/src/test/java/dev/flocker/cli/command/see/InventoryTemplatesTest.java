package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Variables of Ansible's files, in playbooks. */
class InventoryTemplatesTest extends CommandFixture {

  private static final String APP = "    - app: {name: \"%s\", on: n1, image: \"1\"}\n";

  @Test
  void playbooksKnowWhatAnsibleLetsThemKnow() throws IOException {
    Files.writeString(inventory, "n1\nn2 role=standby\n");

    assertThat(run(PLAYBOOK + APP.formatted("{{hostvars.n2.role}}-{{inventory_hostname_short}}")))
        .isZero();
    assertThat(printed.out()).contains("app standby-n1");
    assertThat(run(PLAYBOOK + APP.formatted("x{{eq playbook_dir inventory_dir}}"))).isZero();
    assertThat(printed.out()).contains("app xtrue");
  }

  /** Whose language it is tells the file that it stands in. */
  @Test
  void jinjaIsForVariablesOfAnsiblesFiles() throws IOException {
    Files.writeString(inventory, "n1\nn2\n[all:vars]\nrole={{ nothing | default('main') }}\n");

    assertThat(run(PLAYBOOK + APP.formatted("{{role}}"))).isZero();
    assertThat(printed.out()).contains("app main");
    assertThat(run(PLAYBOOK + APP.formatted("{{ nothing | default('main') }}"))).isEqualTo(3);
    assertThat(printed.err()).contains("a \"|\" filter is Jinja");
  }

  @Test
  void whatANodesSettingsAreMadeOfStaysSecret() throws IOException {
    Files.writeString(
        inventory, "n1 ansible_become_password='{{ lookup(\"file\", \"pw\") }}'\nn2\n");
    Files.writeString(folder.resolve("pw"), "hunter22\n");

    assertThat(run(PLAYBOOK + APP.formatted("hunter22x"))).isZero();
    assertThat(printed.out()).contains("app ***x").doesNotContain("hunter22");
  }
}
