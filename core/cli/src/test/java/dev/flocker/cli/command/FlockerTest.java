package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.cli.console.Printed;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlockerTest {

  private static final String PLAYBOOK =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: web, on: n1, image: "1"}
      """;

  private final Printed printed = new Printed();
  private final FakeCluster cluster = new FakeCluster("shop", "n1", "n2");
  private Map<String, NodeTrouble> troubles = Map.of();
  private RuntimeException dialing;
  private RuntimeException plugins;
  @TempDir private Path folder;
  private Path inventory;

  @BeforeEach
  void inventory() throws IOException {
    inventory = Files.writeString(folder.resolve("hosts.ini"), "n1\nn2\n");
  }

  private App app() {
    List<Object> extensions = new ArrayList<>(cluster.types.all());
    for (ResourceType<?, ?> type : cluster.types.all()) {
      cluster.types.provider(type.name(), "fake").ifPresent(extensions::add);
    }
    Origin fake = new Origin("fake", "1.0.0", Optional.empty());
    return new App(
        printed.plain(),
        Map.of(),
        new PluginFolder(
            jars -> {
              if (plugins != null) {
                throw plugins;
              }
              return new Plugins(Map.of(fake, extensions));
            }),
        (nodes, check, forks) -> {
          if (dialing != null) {
            throw dialing;
          }
          var sessions = cluster.sessions();
          sessions.keySet().removeAll(troubles.keySet());
          return new Dialer.Opened(sessions, troubles);
        },
        System.nanoTime());
  }

  private int flocker(String... arguments) {
    return Flocker.run(List.of(arguments), app());
  }

  private int run(String playbook, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yml"), playbook);
    List<String> arguments = new ArrayList<>(List.of("run", "-i", inventory.toString()));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return flocker(arguments.toArray(String[]::new));
  }

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
  void namesANodeThatIsLostWhileItIsLookedAt() throws IOException {
    run(PLAYBOOK);
    cluster.lose("n2");
    assertThat(run(PLAYBOOK)).isEqualTo(4);
    assertThat(run(PLAYBOOK, "--check")).isEqualTo(4);
    assertThat(printed.err()).contains("n2 could not be reached: it has been silent for 30 s\n");
    assertThat(printed.out()).contains("n2 : ok=0 changed=0 failed=0 unreachable=0  (could not be");
  }

  @Test
  void namesANodeThatIsLostAmidAStep() throws IOException {
    cluster.failing(
        line -> {
          if (line.equals("n1 APPLY app web")) {
            cluster.lose("n1");
          }
          return false;
        });
    assertThat(run(PLAYBOOK, "--output", "json")).isEqualTo(4);
    assertThat(printed.out()).contains("{\"type\":\"unreachable\",\"node\":\"n1\"");
  }

  @Test
  void endsWithOneRecapForAScriptWhateverHappens() throws IOException {
    assertThat(script(PLAYBOOK)).isZero();
    assertThat(script("- {}")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--chek")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--forks", "many")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--plugins", "nowhere")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "--limit", "n9")).isEqualTo(3);
    assertThat(script(PLAYBOOK, "-K")).isEqualTo(3);
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "it refuses the login", "say who"));
    assertThat(script(PLAYBOOK)).isEqualTo(4);
    dialing = new NodeTrouble.Cancelled("the nodes");
    assertThat(script(PLAYBOOK)).isEqualTo(130);
    dialing = new NodeTrouble.LockHeld("n1", "ann@laptop", "");
    assertThat(script(PLAYBOOK)).isEqualTo(6);
    dialing = new IllegalStateException("a fault");
    assertThat(script(PLAYBOOK)).isEqualTo(70);
    plugins = new BadPlugin("geo 1.0.0", "gives no resource type", "ask its author");
    assertThat(script(PLAYBOOK)).isEqualTo(5);
    Files.writeString(folder.resolve("flocker.yml"), "forkz: 3");
    assertThat(script(PLAYBOOK)).isEqualTo(3);
  }

  /** The exit code of a run whose output is JSON; exactly one recap ends it. */
  private int script(String playbook, String... options) throws IOException {
    String before = printed.out();
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--output", "json"));
    int code = run(playbook, all.toArray(String[]::new));
    List<String> lines = printed.out().substring(before.length()).lines().toList();
    assertThat(lines.stream().filter(l -> l.startsWith("{\"type\":\"recap\",")))
        .as("%s", lines)
        .containsExactly(lines.getLast());
    return code;
  }

  @Test
  void saysThatNothingWasChangedWhenItIsInterruptedBefore() throws IOException {
    dialing = new NodeTrouble.Cancelled("the nodes");
    assertThat(run(PLAYBOOK)).isEqualTo(130);
    assertThat(printed.out())
        .startsWith("interrupted; nothing was changed\n")
        .contains("nothing changed, in ");
    assertThat(flocker("state", "-i", inventory.toString())).isEqualTo(130);
    assertThat(printed.err()).isEqualTo("flocker: interrupted; nothing was changed\n");
  }

  @Test
  void saysWhatWasNotDoneWhenItIsInterruptedAmidAProject() throws IOException {
    String second = PLAYBOOK.replace("project: shop", "project: other").replace("web", "api");
    Thread command = Thread.currentThread();
    cluster.failing(
        line -> {
          if (line.contains("APPLY app web")) {
            command.interrupt();
          }
          return false;
        });
    int code = run(PLAYBOOK + second);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isEqualTo(130);
    assertThat(printed.out())
        .contains("not done: app web\n")
        .contains("note: project other was not begun\n");
    assertThat(cluster.shows("n1", Ref.parse("app api"))).isFalse();
  }

  @Test
  void knowsBeforeItContactsANodeWhatCannotBeMeant() {
    String hosts = inventory.toString();
    dialing = new IllegalStateException("a node was contacted");
    assertThat(flocker("volume", "snapshot", "-i", hosts, "pg")).isEqualTo(3);
    assertThat(flocker("volume", "push", "-i", hosts, "shop/pg", "--to", "n9")).isEqualTo(3);
    assertThat(flocker("volume", "promote", "-i", hosts, "shop/pg", "--on", "n1")).isEqualTo(3);
    assertThat(printed.err())
        .contains("\"pg\" is no volume")
        .contains("the inventory has no node n9")
        .contains("say --accept-loss");
  }

  @Test
  void powersALostNodeOffBeforeItsReplicaBecomesTheOwner() throws IOException {
    Path off = folder.resolve("off");
    assertThat(promote("test -z \"$(cat)\" && touch " + off)).isEqualTo(4);
    assertThat(off).exists();
    assertThat(printed.out()).contains("n1: powered off by its flocker_fence\n");
    assertThat(cluster.log).contains("n2 RECORD data pg", "n2 OPEN data pg");
  }

  @Test
  void promotesNothingWhenALostNodeMayStillRun() throws IOException {
    assertThat(promote("echo no power >&2; exit 3")).isEqualTo(4);
    assertThat(printed.err())
        .contains("n1: its flocker_fence failed, so it may still run: exit 3: no power; mend the");
    assertThat(cluster.log).noneMatch(line -> line.contains("RECORD"));
  }

  @Test
  void powersNothingOffForACopyWhoseNodesAreAllSeen() throws IOException {
    Path off = folder.resolve("off");
    cluster.replica("n2", Ref.parse("data pg"), "n2");
    assertThat(promote("touch " + off)).isEqualTo(4);
    assertThat(off).doesNotExist();
    assertThat(cluster.log).contains("n2 RECORD data pg");
  }

  /** Of a replica on n2, while n1 cannot be reached. */
  private int promote(String fence) throws IOException {
    Path hosts = folder.resolve("hosts.yml");
    String escaped = fence.replace("\"", "\\\"");
    Files.writeString(hosts, "all: {hosts: {n1: {flocker_fence: \"" + escaped + "\"}, n2: {}}}\n");
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "there is no route", ""));
    if (!cluster.shows("n2", Ref.parse("data pg"))) {
      cluster.replica("n2", Ref.parse("data pg"), "n1");
    }
    return flocker(
        "volume", "promote", "-i", hosts.toString(), "shop/pg", "--on", "n2", "--accept-loss");
  }

  @Test
  void failsWhenNoNodeShowsTheVolume() {
    assertThat(flocker("volume", "snapshot", "-i", inventory.toString(), "shop/pg")).isEqualTo(1);
    assertThat(printed.err()).contains("none shows the volume shop/pg");
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "it refuses the login", "say who"));
    assertThat(flocker("volume", "snapshot", "-i", inventory.toString(), "shop/pg")).isEqualTo(4);
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
    assertThat(printed.out()).endsWith("shop\n  app web  n1\n");
    assertThat(flocker("state", "-i", inventory.toString(), "--output", "json")).isZero();
    assertThat(printed.out())
        .endsWith(
            "{\"resources\":[{\"project\":\"shop\",\"type\":\"app\",\"name\":\"web\","
                + "\"nodes\":{\"n1\":{\"running\":true}}}],\"unreachable\":{}}\n");
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
  void saysInOneSentenceThatItIsItselfAtFault() {
    App broken =
        new App(
            printed.plain(),
            Map.of(),
            new PluginFolder(
                jars -> {
                  throw new NoClassDefFoundError("lost");
                }),
            (nodes, check, forks) -> new Dialer.Opened(Map.of(), Map.of()),
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
}
