package dev.flocker.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Copy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {

  private final SampleShop shop = SampleShop.open();

  private Instance on(String node, String ref) {
    return shop.state().projects().getFirst().resources().stream()
        .filter(r -> r.ref().equals(Ref.parse(ref)))
        .flatMap(r -> r.instances().stream())
        .filter(i -> i.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsEachResourceWithItsNodes() {
    State state = shop.state();
    assertThat(state.projects()).extracting(State.Project::name).containsExactly("shop");
    assertThat(state.projects().getFirst().resources())
        .extracting(r -> r.ref() + " on " + r.nodes())
        .containsExactly(
            "app web on [n1]", "data db on [n1, n2]", "guard web on [n1]", "path 8080 on [n1, n2]");
    assertThat(state.unreachable()).containsEntry("n3", "no route to host");
  }

  @Test
  void aTypeSpeaksFirstThenTheNodeThenWhoSupervises() {
    Instance web = on("n1", "app web");
    assertThat(web.status()).isEqualTo("healthy");
    assertThat(web.grade()).isEqualTo(Grade.OK);
    assertThat(web.facts())
        .containsExactly(
            Fact.text("image", "web:2"),
            Fact.time("started", Instant.parse("2026-11-30T11:58:00Z")),
            Fact.count("restarts", 1));
    assertThat(web.supervisors()).containsExactly(new Ref("guard", "web"));
  }

  @Test
  void whatASupervisorComplainsOfIsToldOfWhatItSupervises() {
    shop.add("n1", "app web", Map.of(), new Summary(Grade.BAD, "exited (1)", List.of()));
    shop.add(
        "n1",
        "guard web",
        Map.of("guards", "web"),
        new Summary(Grade.BAD, "restarting, 7 times in a row", List.of()));
    Instance web = on("n1", "app web");
    assertThat(web.status()).isEqualTo("restarting, 7 times in a row; exited (1)");
    assertThat(web.grade()).isEqualTo(Grade.BAD);
  }

  @Test
  void whatAPersonStoppedIsDownOnPurpose() {
    shop.add("n1", "guard web", Map.of("guards", "web"), new Summary(Grade.BAD, "dead", List.of()));
    shop.stopped();
    Instance web = on("n1", "app web");
    assertThat(web.status()).isEqualTo("stopped by ann@laptop");
    assertThat(web.grade()).isEqualTo(Grade.ATTENTION);
    assertThat(web.facts()).contains(Fact.text("image", "web:2"));
  }

  @Test
  void whatIsDownWithoutAWordIsBad() {
    shop.add("n1", "app web", Map.of(), new Summary(Grade.BAD, "", List.of()));
    assertThat(on("n1", "app web").status()).isEqualTo("does not run");
  }

  @Test
  void aPortSaysWhoMayUseIt() {
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from cluster");
    shop.add("n1", "path 8080", Map.of("port", "8080"), Summary.NONE);
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from any");
    shop.add(
        "n1",
        "path 8080",
        Map.of("port", "8080", "from", List.of("10.0.0.2/32", "192.168.0.0/16")),
        Summary.NONE);
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from n2, 192.168.0.0/16");
  }

  @Test
  void aReplicaIsBehindSinceTheNewestThatItHasInCommonWithTheOwner() {
    CopyLook owner = on("n1", "data db").copy().orElseThrow();
    assertThat(owner.role().word()).isEqualTo("owner");
    assertThat(owner.newest().orElseThrow().name()).isEqualTo("flocker-c");
    assertThat(owner.common()).isEmpty();

    CopyLook replica = on("n2", "data db").copy().orElseThrow();
    assertThat(replica.common())
        .contains(
            new CopyLook.Snapshot("flocker-b", Optional.of(Instant.parse("2026-11-30T11:50:00Z"))));
    assertThat(on("n2", "data db").grade()).isEqualTo(Grade.OK);
  }

  private static final String OLD = "every-5m-20261130T090000-0a1b";
  private static final String NEW = "every-5m-20261130T115800-0a1b";

  @Test
  void aReplicaIsLateByMoreThanTwiceItsInterval() {
    shop.copy("n1", Copy.Role.OWNER, OLD, NEW);
    shop.copy("n2", Copy.Role.REPLICA, OLD);
    assertThat(on("n2", "data db").status()).isEqualTo("late: to be refreshed every 5m");
    assertThat(on("n2", "data db").grade()).isEqualTo(Grade.ATTENTION);
    assertThat(on("n1", "data db").status()).isEmpty();

    shop.copy("n2", Copy.Role.REPLICA, OLD, NEW);
    assertThat(on("n2", "data db").status()).isEmpty();
  }

  @Test
  void itIsComparedWithTheOwnerOfTheHighestGenerationAlone() {
    shop.copy("n1", Copy.Role.OWNER, 1, OLD);
    shop.copy("n2", Copy.Role.OWNER, 2, OLD, NEW);
    shop.copy("n3", Copy.Role.REPLICA, 2, OLD, NEW);
    assertThat(on("n3", "data db").status()).isEmpty();
    assertThat(on("n3", "data db").grade()).isEqualTo(Grade.OK);

    shop.copy("n2", Copy.Role.REPLICA, 3, OLD, NEW);
    assertThat(on("n3", "data db").status()).as("its owner was not seen").isEmpty();
  }

  @Test
  void aReplicaWithNothingInCommonIsOfNoUse() {
    shop.copy("n2", Copy.Role.REPLICA, "x");
    assertThat(on("n2", "data db").grade()).isEqualTo(Grade.ATTENTION);
    assertThat(on("n2", "data db").status()).isEqualTo("has no snapshot in common with the owner");
  }

  /** A node may say anything. */
  @Test
  void whatIsNotUnderstoodIsSaid() {
    shop.says(Map.of("grade", "splendid", "status", "", "facts", List.of()));
    assertThat(shop.state().unseen())
        .singleElement()
        .asString()
        .startsWith("n1: could not look for each app: what it shows is not understood");
    shop.says(
        Map.of(
            "grade",
            "ok",
            "status",
            "",
            "facts",
            List.of(Map.of("label", "used", "kind", "bytes", "value", "-1"))));
    assertThat(shop.state().unseen()).singleElement().asString().contains("\"-1\" is no bytes");
  }

  /** It would stand in lines of its own, as if flocker said it of other nodes. */
  @ParameterizedTest
  @ValueSource(strings = {"shop\n  app web  n2  healthy", "a\u202eb", "a\u2028b", "LONG"})
  void namesOfNodesAreNames(String name) {
    String shown = name.equals("LONG") ? "x".repeat(256) : name;
    shop.named("project", shown);
    assertThat(shop.state().unseen()).singleElement().asString().contains("more than 255");
    shop.named("project", "shop");
    assertThat(shop.state().unseen()).isEmpty();
    shop.named("ref", "app " + shown);
    assertThat(shop.state().unseen()).singleElement().asString().contains("more than 255");
  }

  @Test
  void textsOfNodesAreShortAndOnOneLine() {
    shop.says(Map.of("grade", "bad", "status", "a\nb\t" + "x".repeat(5000), "facts", List.of()));
    assertThat(on("n1", "app web").status()).startsWith("a b xxx").hasSize(200).endsWith("...");
  }

  @Test
  void whatANodeCannotTellIsSaid() {
    shop.undescribed("n2", "docker is asleep");
    assertThat(shop.state().unseen())
        .contains("n2: could not tell how each data is: docker is asleep");
  }

  @Test
  void isPlainForScripts() {
    Map<String, Object> plain = Plain.of(shop.state());
    assertThat(plain.get("unreachable")).isEqualTo(Map.of("n3", "no route to host"));
    assertThat(plain.get("resources").toString())
        .contains(
            "{project=shop, type=app, name=web, nodes={n1={running=true, provider=fake, grade=ok,"
                + " status=healthy, facts=[{label=image, kind=text, value=web:2},"
                + " {label=started, kind=time, value=2026-11-30T11:58:00Z},"
                + " {label=restarts, kind=count, value=1}],"
                + " ports=[{external=8080, internal=8080, from=[cluster]}]}}}")
        .contains(
            "n2={running=true, provider=fake, grade=ok, status=, role=replica, snapshots=2,"
                + " open=false, newest={name=flocker-b, taken=2026-11-30T11:50:00Z},"
                + " common={name=flocker-b, taken=2026-11-30T11:50:00Z}");
  }

  private void path(String node, String... from) {
    shop.add(node, "path 8080", Map.of("port", "8080", "from", List.of(from)), Summary.NONE);
  }

  /** Every node lets the others in for those whom they lead there. */
  @Test
  void whetherANodeMayUseAPortItSaysItself() {
    path("n1", "10.0.0.2/32");
    path("n2", "10.0.0.1/32", "10.0.0.2/32");
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from n2");
    path("n1", "10.0.0.1/32", "10.0.0.2/32");
    path("n2", "10.0.0.1/32");
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from n1");
    shop.add("n2", "path 8080", Map.of("port", "9090"), Summary.NONE);
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from n1, maybe n2");
    path("n1", "10.0.0.2/32");
    path("n2", "10.0.0.1/32");
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from nobody");
  }

  /** Of one that lets everybody in there is no doubt. */
  @Test
  void onlyANodeThatSaysNothingOfItMayPerhapsUseAPort() {
    path("n1", "10.0.0.2/32", "10.0.0.9/32");
    path("n2");
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .containsExactly("8080 from n2, 10.0.0.9/32");
    shop.add("n1", "path 8081", Map.of("port", "8080", "from", List.of()), Summary.NONE);
    assertThat(on("n1", "app web").openings())
        .extracting(Opening::text)
        .as("another lets everybody in")
        .containsExactly("8080 from any");
  }

  @Test
  void dataHasOneOwnerTheLast() {
    shop.copy("n1", Copy.Role.OWNER, "a");
    shop.copy("n2", Copy.Role.OWNER, 2, "a", "b");
    shop.copy("n3", Copy.Role.REPLICA, "a", "b");
    assertThat(on("n1", "data db").grade()).isEqualTo(Grade.BAD);
    assertThat(on("n1", "data db").status()).isEqualTo("owned by n2 too");
    assertThat(on("n2", "data db").status()).isEqualTo("owned by n1 too");
    assertThat(on("n3", "data db").copy().orElseThrow().common().orElseThrow().name())
        .isEqualTo("flocker-b");
    assertThat(on("n3", "data db").grade()).isEqualTo(Grade.OK);
  }

  @Test
  void whatElseNodesSayIsShortAndOnOneLineToo() {
    shop.stopped("then\n" + "x".repeat(500)).undescribed("n2", "docker\r\nis asleep");
    shop.copy("n1", Copy.Role.OWNER, "c\nd");
    assertThat(on("n1", "app web").stopped().orElseThrow().since())
        .startsWith("then xxx")
        .hasSize(200);
    assertThat(shop.state().unseen())
        .contains("n2: could not tell how each data is: docker is asleep");
    assertThat(on("n1", "data db").copy().orElseThrow().newest().orElseThrow().name())
        .isEqualTo("flocker-c d");
  }
}
