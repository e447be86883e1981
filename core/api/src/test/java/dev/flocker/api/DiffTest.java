package dev.flocker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiffTest {

  record Login(String user, Secret password) {}

  record State(
      Port port,
      Optional<String> label,
      Optional<Secret> token,
      List<Secret> keys,
      Map<String, Secret> environment,
      Optional<SourceFile> config,
      Optional<Login> login) {}

  private static final Schema<State> SCHEMA = Schema.of(State.class);

  private static State state(int port, String label, String secret) {
    Secret s = new Secret(secret);
    return new State(
        new Port(port),
        Optional.of(label).filter(l -> !l.isEmpty()),
        Optional.of(s),
        List.of(s),
        Map.of("KEY", s),
        Optional.of(
            new SourceFile(
                "app.conf", new LocalFile("/playbooks/app.conf", 8), Optional.of(s), "")),
        Optional.of(new Login("root", s)));
  }

  private static Diff between(State want, State have, String... inPlace) {
    return Diff.between(SCHEMA, want, have, Set.of(inPlace));
  }

  @Test
  void equalStatesDoNotDiffer() {
    assertThat(between(state(80, "a", "s"), state(80, "a", "s"))).isEqualTo(Diff.NONE);
  }

  @Test
  void namesEveryKeyThatDiffersOldAndNew() {
    Diff diff = between(state(81, "", "s"), state(80, "a", "s"), "label");
    assertThat(diff.changes())
        .containsExactly(new Diff.Change("port", "80", "81"), new Diff.Change("label", "a", ""));
    assertThat(diff.refusal()).isEmpty();
  }

  @Test
  void replacesUnlessEveryChangeCanBeMadeInPlace() {
    State have = state(80, "a", "s");
    assertThat(between(state(80, "b", "s"), have, "label").kind()).isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(between(state(81, "b", "s"), have, "label").kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(between(state(81, "a", "s"), have).kind()).isEqualTo(Diff.Kind.REPLACE);
  }

  @Test
  void showsNoSecretWhereverItStands() {
    Diff diff = between(state(80, "a", "hunter2"), state(80, "a", "swordfish"));
    assertThat(diff.changes())
        .extracting(Diff.Change::attribute)
        .containsExactly("token", "keys", "environment", "config", "login");
    assertThat(diff.toString()).doesNotContain("hunter2").doesNotContain("swordfish");
    assertThat(diff.changes())
        .contains(
            new Diff.Change("token", "***", "***"),
            new Diff.Change("keys", "***", "***"),
            new Diff.Change("environment", "{KEY=***}", "{KEY=***}"));
  }

  @Test
  void aSecretThatComesOrGoesShowsOnlyThat() {
    State have = state(80, "a", "s");
    State want =
        new State(
            have.port(),
            have.label(),
            Optional.empty(),
            have.keys(),
            have.environment(),
            have.config(),
            have.login());
    assertThat(between(want, have).changes()).containsExactly(new Diff.Change("token", "***", ""));
  }

  @Test
  void aRefusalSaysWhy() {
    assertThat(Diff.refused("quota", "it cannot shrink; use 2G"))
        .isEqualTo(
            new Diff(
                Diff.Kind.REFUSED,
                List.of(new Diff.Change("quota", "", "")),
                "it cannot shrink; use 2G"));
  }
}
