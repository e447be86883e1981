package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.node.Scope;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnitNodeTest {

  private static final String PATH = "/etc/systemd/system/ctr-web.service";
  private static final Ref WEB = new Ref("unit", "web");
  private static final UnitState WANT =
      new UnitState(
          Restart.parse("always"),
          Duration.ofSeconds(10),
          List.of(),
          true,
          false,
          Optional.empty(),
          true);

  private final FakeHost host = new FakeHost();
  private final UnitNode node = new UnitNode();

  private void show(String active, String fragment, String stale) {
    host.on(Systemctl.show(List.of("ctr-web.service")))
        .prints(
            "Result=success\nId=ctr-web.service\nActiveState=%s\nFragmentPath=%s\nNeedDaemonReload=%s\n"
                .formatted(active, fragment, stale));
  }

  private void enabled() {
    host.file("/etc/systemd/system/multi-user.target.wants/ctr-web.service", "");
  }

  private List<Observed<UnitState>> observe(String project) {
    return node.observe(new Scope(project, Set.of()), host);
  }

  @Test
  void seesWhatItWrote() {
    host.file(PATH, Samples.read("ctr-web.service"));
    enabled();
    show("active", PATH, "no");

    Observed<UnitState> seen = observe("shop").getFirst();

    assertThat(seen.ref()).isEqualTo(WEB);
    assertThat(seen.project()).contains("shop");
    assertThat(seen.state()).isEqualTo(WANT);
    assertThat(seen.running()).isTrue();
    assertThat(observe("other")).isEmpty();
  }

  @Test
  void countsItsStartsUnlessItIsMeantToEnd() {
    host.file("/run/ctr-web.starts", "1000 7\n").file("/proc/uptime", "1002.50 1.00\n");
    host.file(PATH, Samples.read("ctr-web.service"));
    enabled();
    show("active", PATH, "no");
    assertThat(observe("shop").getFirst().state().restarting()).contains("7 times");
    assertThat(observe("shop").getFirst().running()).isFalse();

    UnitState ends =
        new UnitState(
            WANT.restart(), WANT.stopTimeout(), WANT.mounts(), true, true, Optional.empty(), true);
    Path links = LinkScript.directory(host.home());
    host.file(PATH, UnitFile.of("shop", "web", ends, links).text());
    assertThat(observe("shop").getFirst().state()).isEqualTo(ends);
    assertThat(observe("shop").getFirst().running()).isTrue();
  }

  @Test
  void isWellBetweenTwoRunsIfItIsMeantToEnd() {
    String usual = Samples.read("ctr-web.service");
    host.file(PATH, usual);
    show("activating", PATH, "no");
    assertThat(observe("shop").getFirst().running()).isFalse();

    host.file(PATH, usual.replace("[Unit]", "# It is meant to end.\n[Unit]"));
    assertThat(observe("shop").getFirst().running()).isTrue();
  }

  @Test
  void isWellIfItIsMeantToEndOnceAndHasEndedWell() {
    String ends =
        Samples.read("ctr-web.service").replace("[Unit]", "# It is meant to end.\n[Unit]");
    host.file(PATH, ends);
    show("inactive", PATH, "no");
    assertThat(observe("shop").getFirst().running()).as("it is always started again").isFalse();
    host.file(PATH, ends.replace("Restart=always", "Restart=on-failure"));
    assertThat(observe("shop").getFirst().running()).as("it would start at no boot").isFalse();
    enabled();
    assertThat(observe("shop").getFirst().running()).as("it has ended").isTrue();
    host.delete(UnitFile.WANTED.resolve("ctr-web.service"));
    host.file(PATH, ends.replace("Restart=always", "Restart=no"));
    show("failed", PATH, "no");
    assertThat(observe("shop").getFirst().running()).as("inactive").isTrue();
    assertThat(observe("shop").getFirst().running()).as("failed").isFalse();
  }

  @Test
  void seesWhatWasChangedBesides() {
    host.file(PATH, Samples.read("ctr-web.service") + "# by hand\n");
    show("inactive", PATH, "no");

    Observed<UnitState> seen = observe("shop").getFirst();

    assertThat(seen.state().intact()).isFalse();
    assertThat(seen.state().enabled()).isFalse();
    assertThat(seen.running()).isFalse();
  }

  @Test
  void seesThatSystemdHasNotReadTheFile() {
    host.file(PATH, Samples.read("ctr-web.service"));
    show("active", PATH, "yes");

    assertThat(observe("shop").getFirst().state().intact()).isFalse();
  }

  @Test
  void reportsAForeignUnitOnlyWhereItIsWanted() {
    host.file(PATH, "[Service]\nExecStart=/bin/true\n");
    show("active", PATH, "no");

    assertThat(observe("shop")).isEmpty();
    assertThat(node.observe(new Scope("shop", Set.of(WEB)), host))
        .singleElement()
        .satisfies(o -> assertThat(o.project()).isEmpty());
  }

  @Test
  void seesNothingWhereNothingIs() {
    assertThat(observe("shop")).isEmpty();
    show("inactive", "", "no");
    assertThat(node.observe(new Scope("shop", Set.of(WEB)), host)).isEmpty();
  }

  @Test
  void neverOverwritesAForeignUnit() {
    host.file(PATH, "[Service]\nExecStart=/bin/true\n");

    assertThatThrownBy(
            () -> node.apply(new Change.Create<>(WEB, "shop", WANT), host, Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not flocker's");
    assertThat(host.files()).containsValue("[Service]\nExecStart=/bin/true\n");
  }

  @Test
  void neverTakesOverTheUnitOfAnotherProject() {
    host.file(PATH, Samples.read("ctr-web.service"));

    assertThatThrownBy(
            () ->
                node.apply(new Change.Remove<>(WEB, "blog", WANT, "", false), host, Progress.NONE))
        .hasMessageContaining("project shop");
  }

  @Test
  void saysWhyAUnitIsNotWell() {
    show("failed", PATH, "no");
    host.on(Systemctl.lastLog("ctr-web.service")).prints("no such directory\n");

    Health health = node.health(WEB, WANT, host);

    assertThat(health.status()).isEqualTo(Health.Status.FAILED);
    assertThat(health.detail()).contains("failed").contains("no such directory");
  }
}
