package dev.flocker.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.command.Dialer;
import dev.flocker.cli.command.PluginFolder;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlockerTest extends CommandFixture {

  @Test
  void makesTheNodesMatchOnce() throws IOException {
    assertThat(run(PLAYBOOK)).isZero();
    assertThat(printed.out())
        .startsWith("+ app web  n1\n")
        .contains("n1 : ok=0 changed=1 failed=0 unreachable=0\n")
        .contains("1 resource changed, in ");
    assertThat(cluster.shows("n1", Ref.parse("app web"))).isTrue();
    assertThat(run(PLAYBOOK, "--output", "json")).isZero();
    assertThat(printed.out().lines().toList().getLast())
        .startsWith("{\"type\":\"recap\",\"ok\":1,\"changed\":0,\"failed\":0,\"unreachable\":0,");
  }

  @Test
  void onlySaysWhatWouldChangeInACheck() throws IOException {
    assertThat(run(PLAYBOOK, "--check")).isZero();
    assertThat(run(PLAYBOOK, "--check", "--exit-code")).isEqualTo(2);
    assertThat(printed.out()).contains("1 resource would change");
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void failsWithTheNodeAndTheReason() throws IOException {
    cluster.failing(line -> line.contains("APPLY"));
    assertThat(run(PLAYBOOK)).isEqualTo(1);
    assertThat(printed.err()).contains("on n1: ").contains("APPLY app web");
  }

  @Test
  void namesANodeThatCannotBeReached() throws IOException {
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "it refuses the login", "say who"));
    assertThat(run(PLAYBOOK)).isEqualTo(4);
    assertThat(printed.err())
        .isEqualTo("n2 could not be reached: it refuses the login\n    say who\n");
    assertThat(printed.out()).contains("n1 : ok=0 changed=1").contains("(could not be reached)");
  }

  @Test
  void contactsNoNodeForBadInput() throws IOException {
    assertThat(run(PLAYBOOK.replace("image", "imagee") + "    - app: {}\n")).isEqualTo(3);
    assertThat(printed.err()).contains("site.yml:").contains("imagee");
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void refusesALimitOfNoNode() throws IOException {
    assertThat(run(PLAYBOOK, "--limit", "n9")).isEqualTo(3);
    assertThat(printed.err()).startsWith("--limit n9: ");
  }

  @Test
  void showsWhatRunsWhere() throws IOException {
    run(PLAYBOOK);
    assertThat(flocker("state", "-i", inventory.toString())).isZero();
    assertThat(printed.out()).endsWith("shop\n  app  web on n1\n");
    assertThat(flocker("state", "-i", inventory.toString(), "--output", "json")).isZero();
    assertThat(printed.out())
        .endsWith(
            "{\"resources\":[{\"project\":\"shop\",\"type\":\"app\",\"name\":\"web\","
                + "\"nodes\":{\"n1\":{\"running\":true,\"provider\":\"fake\",\"grade\":\"ok\","
                + "\"status\":\"\",\"facts\":[],\"ports\":[]}}}],"
                + "\"unreachable\":{},\"unseen\":[]}\n");
  }

  @Test
  void takesTheInventoryFromTheFileBesideThePlaybook() throws IOException {
    Files.writeString(folder.resolve("flocker.yml"), "inventory: hosts.ini\n");
    Path playbook = Files.writeString(folder.resolve("site.yml"), PLAYBOOK);
    assertThat(flocker("run", playbook.toString())).isZero();
  }

  @Test
  void saysWhatIsWrongWithACommandLine() {
    assertThat(flocker("run", "--chek", "site.yml")).isEqualTo(3);
    assertThat(printed.err()).contains("--chek").contains("see \"flocker run --help\"");
    assertThat(flocker()).isEqualTo(3);
  }

  @Test
  void readsVariablesFromAFileThatIsThere() throws IOException {
    Path vars = Files.writeString(folder.resolve("vars.yml"), "image: \"2\"\n");
    String playbook = PLAYBOOK.replace("\"1\"", "\"{{image}}\"");
    assertThat(run(playbook, "-e", "@" + vars)).as(printed.err()).isZero();
    assertThat(run(playbook, "-e", "@" + folder)).isEqualTo(3);
    assertThat(printed.err()).contains("-e: variables: " + folder + " is a directory");
  }

  @Test
  void doesNotSayThatNothingWouldChangeOfWhatIsWrong() throws IOException {
    assertThat(run("- {project: shop, hosts: all}", "--check")).isEqualTo(3);
    assertThat(printed.out()).isEmpty();
    assertThat(run(PLAYBOOK, "--check")).isZero();
    assertThat(printed.out()).isNotEmpty();
  }

  @Test
  void saysWhereAWrongSettingStands() throws IOException {
    Files.writeString(folder.resolve("flocker.yml"), "forks: 3\nlock-timeout: 10\n");
    assertThat(run(PLAYBOOK)).isEqualTo(3);
    assertThat(printed.err())
        .contains("flocker.yml:2:15: ")
        .contains("\"10\" is not a duration; use a number with ms, s, m or h, such as 30s")
        .doesNotContain("java")
        .doesNotContain("Duration ");
    Files.writeString(folder.resolve("flocker.yml"), "diff: maybe\n");
    assertThat(run(PLAYBOOK)).isEqualTo(3);
    assertThat(printed.err()).contains("flocker.yml:1:7: ").contains("is not true or false");
    Files.writeString(folder.resolve("flocker.yml"), "output: xml\n");
    assertThat(run(PLAYBOOK)).isEqualTo(3);
    assertThat(printed.err()).contains("flocker.yml:1:9: ");
  }

  @Test
  void saysInOneSentenceThatItIsItselfAtFault() {
    App broken =
        new App(
            printed.plain(),
            Map.of(),
            new PluginFolder(
                jars -> {
                  throw new NoClassDefFoundError("lost");
                }),
            (nodes, how) -> new Dialer.Opened(Map.of(), Map.of()),
            new Errand("ann@laptop", "schema"),
            System.nanoTime());
    assertThat(Flocker.run(List.of("schema"), broken)).isEqualTo(70);
    assertThat(printed.err())
        .startsWith("flocker: this is a fault of flocker's own (")
        .contains("the details are in ");
  }

  @Test
  void explainsEveryCommandAndOption() {
    check(Flocker.commandLine(app()));
  }

  private static void check(CommandLine command) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
    assertThat(spec.usageMessage().exitCodeList()).as(spec.qualifiedName()).hasSize(9);
    spec.options().forEach(o -> assertThat(o.description()).as(spec.name() + " " + o).isNotEmpty());
    spec.positionalParameters()
        .forEach(p -> assertThat(p.description()).as(spec.name() + " " + p).isNotEmpty());
    assertThat(command.getUsageMessage().lines()).allMatch(l -> l.length() <= 80);
    command.getSubcommands().values().forEach(FlockerTest::check);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansible_connection=winrm",
        "ansible_connection=shh",
        "ansible_become_method=su",
        "ansible_port='{{ p | int }}'"
      })
  void aHostThatNoPlayNamesIsToldOfAndHindersNothing(String setting) throws IOException {
    Files.writeString(inventory, "n1\nn2\nw1 " + setting + "\n");

    assertThat(run(PLAYBOOK.replace("all", "n1"))).isZero();
    assertThat(printed.err()).contains("hosts.ini:3:", "no play names w1, so left alone");
    assertThat(asked).doesNotContain("w1");
  }

  /** Its settings would have it dialled in another way than it wants. */
  @Test
  void aHostWhoseSettingsAreOfNoUseIsNotDialledButTold() throws IOException {
    Files.writeString(inventory, "n1\nn2\nw1 ansible_connection=shh\n");

    assertThat(flocker("state", "-i", inventory.toString())).isEqualTo(4);
    assertThat(asked).containsExactly("n1", "n2");
    assertThat(printed.err()).contains("w1").contains("shh");
  }

  /** As for a shared inventory, whose other hosts are none of flocker's business. */
  @Test
  void aLookMayBeLimitedToSomeNodes() throws IOException {
    Files.writeString(inventory, "[web]\nn1\n[other]\nn2\nw1 ansible_become_method=su\n");
    String hosts = inventory.toString();

    assertThat(flocker("state", "-i", hosts, "-l", "web")).isZero();
    assertThat(flocker("doctor", "-i", hosts, "--limit", "all:!other")).isZero();
    assertThat(asked).containsExactly("n1", "n1");
    assertThat(printed.err()).isEmpty();
    assertThat(flocker("state", "-i", hosts, "-l", "webb")).isEqualTo(3);
    assertThat(printed.err()).contains("--limit webb: the inventory has no host or group \"webb\"");
    assertThat(flocker("state", "-i", hosts, "-l", "web", "--output", "deployment")).isEqualTo(3);
    assertThat(printed.err()).contains("would empty the others; leave out --limit");
  }

  @Test
  void aHostThatAPlayNamesHasToBeUnderstood() throws IOException {
    Files.writeString(inventory, "n1\nn2\nw1 ansible_connection=winrm\n");

    assertThat(run(PLAYBOOK)).isEqualTo(3);
    assertThat(printed.err()).contains("hosts.ini:3:4: host w1: ansible_connection: \"winrm\"");
  }

  @Test
  void filesOfVariablesMatterIfTheirHostDoes() throws IOException {
    Files.writeString(inventory, "n1\nn2\nw1\n");
    Files.createDirectory(folder.resolve("host_vars"));
    Files.writeString(folder.resolve("host_vars/w1.yml"), "$ANSIBLE_VAULT;1.1;AES256\n6162\n");

    assertThat(run(PLAYBOOK.replace("all", "n1"))).isZero();
    assertThat(printed.err()).contains("Ansible Vault", "no play names w1");
    assertThat(run(PLAYBOOK)).isEqualTo(3);
  }

  @Test
  void whatAFileOfSecretsSharesWithNamesIsNotHiddenAndTold() throws IOException {
    Files.writeString(
        folder.resolve("s.yml"),
        "user: web\nname: shop\non: true\none: n1\ncount: 1\npass: hunter22\n");
    cluster.failing(line -> line.contains("APPLY"));
    String playbook =
        PLAYBOOK.replace("hosts: all", "hosts: all\n  secret_vars_files: [s.yml]")
            + "    - app: {name: hunter22x, on: n1, image: \"1\"}\n";

    assertThat(run(playbook)).isEqualTo(1);
    assertThat(printed.err())
        .contains(
            "s.yml:1:7, ", "s.yml:2:7", "s.yml:3:5", "s.yml:4:6", "s.yml:5:8: not hidden in output")
        .contains("app web", "on n1: ")
        .doesNotContain("s.yml:6", "hunter22");
  }
}
