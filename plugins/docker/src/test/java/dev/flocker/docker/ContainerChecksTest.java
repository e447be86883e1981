package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.testkit.TestTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a container that cannot be as it is written. */
class ContainerChecksTest {

  private static final Ref WEB = DeclaredContainer.WEB;

  private final ContainerType type = new ContainerType();

  private static TestTopology topology() {
    return new TestTopology("shop").node("n1", "10.0.0.11");
  }

  private List<String> problems(String keys, TestTopology topology, String... on) {
    List<Problem> problems = new ArrayList<>();
    Container spec = DeclaredContainer.decode(keys, problems);
    if (spec != null) {
      type.check(new Declared<>(WEB, spec, List.of(on), Place.NOWHERE), topology, problems::add);
    }
    return problems.stream().map(Problem::toString).toList();
  }

  @Test
  void saysWhatIsWrongWithAKey() {
    assertThat(problems(", \"restart\": \"sometimes\"", topology()))
        .containsExactly(
            "container web: restart: \"sometimes\" is no restart policy; use always, on-failure,"
                + " on-failure:3 or never");
    assertThat(problems(", \"memory\": \"5M\"", topology()))
        .containsExactly("container web: memory: Docker gives no less than 6M; use 6M or more");
    assertThat(problems(", \"health\": {\"tcp\": 1, \"http\": \"80/\"}", topology()))
        .containsExactly(
            "container web: health: has more than one of tcp, http, command and completed; leave"
                + " all but one");
    assertThat(problems(", \"stop_timeout\": \"1500ms\"", topology()))
        .containsExactly("container web: stop_timeout: Docker counts whole seconds; use s, m or h");
    assertThat(problems(", \"environment\": {\"A B\": \"1\"}", topology())).hasSize(1);
    assertThat(problems(", \"cpu_shares\": 1", topology())).hasSize(1);
    assertThat(problems(", \"image\": \"Web:1\"", topology())).hasSize(1);
    assertThat(
            problems(
                ", \"files\": [{\"path\": \"/a\", \"src\": \"a\", \"mode\": \"9\"}]", topology()))
        .hasSize(1);
  }

  @Test
  void refusesToWaitForItself() {
    Container other =
        DeclaredContainer.decode(
            ", \"name\": \"db\", \"depends_on\": [\"web\"]", new ArrayList<>());
    TestTopology circle = topology().declare(type, other);
    assertThat(problems(", \"depends_on\": [\"db\"]", circle))
        .containsExactly("container web: depends_on: leads back to itself; break the circle");
    assertThat(problems(", \"depends_on\": [\"db\"]", topology())).isEmpty();
    assertThat(problems(", \"health\": {\"completed\": true}", topology()))
        .containsExactly(
            "container web: health: says completed, but it is always started again; write"
                + " restart: never, or on-failure");
  }

  @Test
  void nobodyAsksForAPortWhereThereIsNoNetwork() {
    for (String health : List.of("{\"tcp\": 80}", "{\"http\": \"80/ok\"}")) {
      assertThat(problems(", \"network\": \"none\", \"health\": " + health, topology()))
          .containsExactly(
              "container web: health: asks for a port of a container without a network; use"
                  + " command");
    }
    String command = ", \"network\": \"none\", \"health\": {\"command\": [\"true\"]}";
    assertThat(problems(command, topology())).isEmpty();
  }

  private TestTopology with(String keys, String... on) {
    Container db = DeclaredContainer.decode(", \"name\": \"db\"" + keys, new ArrayList<>());
    Container web = DeclaredContainer.decode("", new ArrayList<>());
    TestTopology two = topology().node("n2", "10.0.0.12");
    return two.declare(type, web, "n1").declare(type, db, on);
  }

  @Test
  void theNetworkOfAnotherIsThatOfOneOfThePlayOnTheSameNode() {
    String of = ", \"network\": \"container:db\"";
    assertThat(problems(of, with("", "n1", "n2"), "n1")).isEmpty();
    assertThat(problems(of, with("", "n2"), "n1"))
        .containsExactly(
            "container web: network: is that of container db, which is not on n1; run both on the"
                + " same nodes");
    assertThat(problems(of, with(", \"network\": \"container:web\"", "n1"), "n1"))
        .containsExactly("container web: network: leads back to itself; break the circle");
  }

  @Test
  void whatHasTheNetworkOfAnotherHasNothingOfItsOwnInIt() {
    String of =
        ", \"network\": \"container:db\", \"ports\": [{\"internal\": 80}],"
            + " \"hostname\": \"h\", \"extra_hosts\": [\"a:1.2.3.4\"], \"dns\": \"1.1.1.1\"";
    TestTopology linked = with("", "n1").relate(new Ref("link", "l"), Relation.Kind.ATTACHES, WEB);
    assertThat(problems(of, linked, "n1"))
        .hasSize(5)
        .allMatch(p -> p.contains("container db"))
        .anyMatch(p -> p.contains("a link begins here; begin the link at container db"))
        .anyMatch(p -> p.startsWith("container web: ports: "))
        .anyMatch(p -> p.startsWith("container web: hostname: "))
        .anyMatch(p -> p.startsWith("container web: extra_hosts: "))
        .anyMatch(p -> p.startsWith("container web: dns: "));
  }

  @Test
  void whatIsBuiltIsBuiltForItsNode() {
    assertThat(
            problems(
                ", \"platform\": \"linux/arm64\", \"build\": {\"context\": \".\"}", topology()))
        .anyMatch(p -> p.startsWith("container web: platform: is for an image that is pulled"));
  }

  @Test
  void saysWhichOptionsDoNotGoTogether() {
    Map.of(
            "\"network\": \"host\", \"ports\": [{\"internal\": 80}]", "ports: cannot lead to",
            "\"network\": \"none\", \"ports\": [{\"internal\": 80}]", "has no network",
            "\"network\": \"host\", \"hostname\": \"h\"", "hostname: is its node's",
            "\"network\": \"x\"", "use bridge, host, none or container:NAME",
            "\"memory\": \"64M\", \"memory_swap\": \"32M\"", "memory_swap: is less than memory",
            "\"memory_swap\": \"32M\"", "memory_swap: is there without memory",
            "\"labels\": {\"flocker.project\": \"x\"}", "is one of flocker's own",
            "\"tmpfs\": \"run\"", "tmpfs: \"run\" is no absolute path",
            "\"extra_hosts\": [\"db\"]", "extra_hosts: \"db\" is no host with its address",
            "\"mounts\": [{\"source\": \"/flocker/a\", \"target\": \"/a\"}]", "name the volume")
        .forEach(
            (keys, why) ->
                assertThat(problems(", " + keys, topology()))
                    .singleElement()
                    .asString()
                    .contains(why));
    assertThat(problems(", \"memory\": \"64M\", \"memory_swap\": \"-1\"", topology())).isEmpty();
  }

  @Test
  void saysWhatIsMountedTwice() {
    assertThat(
            problems(
                ", \"volumes\": [{\"name\": \"a\", \"mountpoint\": \"/d\"},"
                    + " {\"name\": \"b\", \"mountpoint\": \"/d/\"}]",
                topology()))
        .containsExactly(
            "container web: volumes: /d is there twice; mount them at different places");
    assertThat(
            problems(
                ", \"volumes\": [{\"name\": \"a\", \"mountpoint\": \"/d\"}],"
                    + " \"mounts\": [{\"source\": \"/s\", \"target\": \"/d\"}]",
                topology()))
        .containsExactly(
            "container web: mounts: /d is there twice; mount them at different places");
  }

  @Test
  void needsToKnowWhere() {
    TestTopology two = topology().node("n2", "10.0.0.12");
    assertThat(problems("", two))
        .containsExactly(
            "container web: has no \"on\", and the play has several nodes; say on which it runs:"
                + " n1, n2");
    assertThat(problems("", two, "n1", "n2")).isEmpty();
    assertThat(
            problems(
                ", \"volumes\": [{\"name\": \"data\", \"mountpoint\": \"/data\"}]",
                two,
                "n1",
                "n2"))
        .containsExactly(
            "container web: on: is n1, n2, but a volume is on one node; name one node, or remove"
                + " the volumes");
  }

  @Test
  void dockerCannotSuperviseWhatAUnitDoes() {
    TestTopology linked = topology().relate(new Ref("unit", "web"), Relation.Kind.SUPERVISES, WEB);
    assertThat(problems(", \"supervisor\": \"docker\"", linked)).hasSize(1);
    assertThat(problems("", linked)).isEmpty();
  }

  @Test
  void anArchiveHoldsTheImage() {
    assertThat(problems(", \"archive\": \"saved.tar\"", topology()))
        .singleElement()
        .asString()
        .endsWith("saved.tar does not hold web:1; it holds flocker-test:empty");
    assertThat(problems(", \"archive\": \"inspect.json\"", topology()))
        .singleElement()
        .asString()
        .endsWith("inspect.json is no archive of images; write one with docker save");
  }
}
